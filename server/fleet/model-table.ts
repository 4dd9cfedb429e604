/**
 * Models as they are sold. A line that begins with `=` is a maker: name, platform id, shape of its serial numbers (see
 * serialNumber() in identifiers.ts), first half of its MACs. The lines below are its models: name, the maker's own code
 * (the reference's model_name), kind, capacities in GB, RAM in GB, first and last major release of its system, processor,
 * type allocation code of its modem ("-" for none), weight in the fleet, and `dual` (SIM) or `rugged`.
 */
export const MODEL_TABLE = `
= Apple | 1 | ?????* | F0:D4:15
iPhone 8 | iPhone10,4 | phone | 64 128 256 | 2 | 15-16 | A11 Bionic | 35480809 | 0.6 |
iPhone XR | iPhone11,8 | phone | 64 128 256 | 3 | 16-18 | A12 Bionic | 35736909 | 0.8 | dual
iPhone 11 | iPhone12,1 | phone | 64 128 256 | 4 | 16-26 | A13 Bionic | 35648010 | 3 | dual
iPhone SE (2nd generation) | iPhone12,8 | phone | 64 128 256 | 3 | 16-26 | A13 Bionic | 35649611 | 3 | dual
iPhone 12 | iPhone13,2 | phone | 64 128 256 | 4 | 16-26 | A14 Bionic | 35103411 | 3 | dual
iPhone 13 | iPhone14,5 | phone | 128 256 512 | 4 | 16-26 | A15 Bionic | 35067112 | 3 | dual
iPhone 13 mini | iPhone14,4 | phone | 128 256 512 | 4 | 16-26 | A15 Bionic | 35074212 | 1 | dual
iPhone SE (3rd generation) | iPhone14,6 | phone | 64 128 256 | 4 | 16-26 | A15 Bionic | 35267813 | 3 | dual
iPhone 14 | iPhone14,7 | phone | 128 256 512 | 6 | 16-26 | A15 Bionic | 35302914 | 3 | dual
iPhone 14 Pro | iPhone15,2 | phone | 128 256 512 1024 | 6 | 16-26 | A16 Bionic | 35345614 | 1 | dual
iPhone 15 | iPhone15,4 | phone | 128 256 512 | 6 | 17-26 | A16 Bionic | 35609215 | 3 | dual
iPhone 15 Pro | iPhone16,1 | phone | 128 256 512 1024 | 8 | 17-26 | A17 Pro | 35614715 | 1 | dual
iPhone 16 | iPhone17,3 | phone | 128 256 512 | 8 | 18-26 | A18 | 35884116 | 3 | dual
iPhone 16 Pro | iPhone17,1 | phone | 128 256 512 1024 | 8 | 18-26 | A18 Pro | 35897216 | 1 | dual
iPhone 17 | iPhone18,3 | phone | 256 512 | 8 | 26-26 | A19 | 35930517 | 2 | dual
= Apple | 1 | ?????* | 3C:06:30
iPad (7th generation) | iPad7,11 | tablet | 32 128 | 3 | 16-18 | A10 Fusion | - | 1 |
iPad (9th generation) | iPad12,1 | tablet | 64 256 | 3 | 16-26 | A13 Bionic | - | 3 |
iPad (10th generation) | iPad13,19 | tablet | 64 256 | 4 | 16-26 | A14 Bionic | 35401814 | 2 |
iPad Air (5th generation) | iPad13,16 | tablet | 64 256 | 8 | 16-26 | Apple M1 | - | 1 |
iPad mini (6th generation) | iPad14,2 | tablet | 64 256 | 4 | 16-26 | A15 Bionic | 35076512 | 1 |
iPad Pro 11-inch (4th generation) | iPad14,3 | tablet | 128 256 512 1024 2048 | 8 | 16-26 | Apple M2 | - | 1 |
iPad (A16) | iPad15,7 | tablet | 128 256 512 | 6 | 18-26 | A16 | - | 1 |
= Samsung | 2 | R5???* | 4C:66:41
Galaxy S7 edge | SM-G935F | phone | 32 | 4 | 8-8 | Exynos 8890 | 35732707 | 0.3 |
Galaxy S21 5G | SM-G991B | phone | 128 256 | 8 | 11-15 | Exynos 2100 | 35216711 | 2 | dual
Galaxy S22 | SM-S901B | phone | 128 256 | 8 | 12-16 | Exynos 2200 | 35090613 | 2 | dual
Galaxy S23 | SM-S911B | phone | 128 256 | 8 | 13-16 | Snapdragon 8 Gen 2 | 35052614 | 2 | dual
Galaxy S24 | SM-S921B | phone | 128 256 | 8 | 14-16 | Exynos 2400 | 35138715 | 2 | dual
Galaxy S25 | SM-S931B | phone | 128 256 512 | 12 | 15-16 | Snapdragon 8 Elite | 35155916 | 2 | dual
Galaxy A14 | SM-A145R | phone | 64 128 | 4 | 13-15 | Exynos 850 | 35226114 | 2 | dual
Galaxy A54 5G | SM-A546B | phone | 128 256 | 8 | 13-16 | Exynos 1380 | 35058314 | 4 | dual
Galaxy A55 5G | SM-A556B | phone | 128 256 | 8 | 14-16 | Exynos 1480 | 35170415 | 3 | dual
Galaxy XCover6 Pro | SM-G736B | phone | 128 | 6 | 12-16 | Snapdragon 778G | 35129913 | 3 | dual rugged
Galaxy XCover 5 | SM-G525F | phone | 64 | 4 | 11-14 | Exynos 850 | 35251211 | 2 | dual rugged
= Samsung | 2 | R9???* | 8C:6A:3B
Galaxy Tab A8 | SM-X200 | tablet | 32 64 128 | 4 | 11-14 | Unisoc T618 | - | 1 |
Galaxy Tab Active3 | SM-T575 | tablet | 64 128 | 4 | 10-13 | Exynos 9810 | 35260411 | 1 | rugged
Galaxy Tab Active5 | SM-X306B | tablet | 128 256 | 6 | 14-16 | Exynos 1380 | 35167215 | 2 | rugged
= Google | 2 | #####FDH* | DC:E5:5B
Pixel 6 | oriole | phone | 128 256 | 8 | 12-16 | Google Tensor | 35516111 | 1.2 | dual
Pixel 6a | bluejay | phone | 128 | 6 | 12-16 | Google Tensor | 35516913 | 1.2 | dual
Pixel 7 | panther | phone | 128 256 | 8 | 13-16 | Google Tensor G2 | 35517214 | 1.2 | dual
Pixel 7a | lynx | phone | 128 | 8 | 13-16 | Google Tensor G2 | 35517815 | 1.2 | dual
Pixel 8 | shiba | phone | 128 256 | 8 | 14-16 | Google Tensor G3 | 35768115 | 1.2 | dual
Pixel 8 Pro | husky | phone | 128 256 512 1024 | 12 | 14-16 | Google Tensor G3 | 35768615 | 0.6 | dual
Pixel 9 | tokay | phone | 128 256 | 12 | 14-16 | Google Tensor G4 | 35769216 | 1.2 | dual
= Xiaomi | 2 | #####/#* | 64:DD:E9
Redmi Note 12 | 23021RAAEG | phone | 64 128 256 | 4 | 13-14 | Snapdragon 685 | 86412306 | 1 | dual
Redmi 12C | 22120RN86G | phone | 32 64 128 | 4 | 12-14 | Helio G85 | 86258706 | 1 | dual
Xiaomi 13T | 2306EPN60G | phone | 256 | 8 | 13-15 | Dimensity 8200-Ultra | 86491206 | 1 | dual
= motorola | 2 | ZY2##* | 60:1D:91
moto g54 5G | cancunf | phone | 128 256 | 8 | 13-15 | Dimensity 7020 | 35162314 | 1 | dual
ThinkPhone | bronco | phone | 128 256 | 8 | 13-15 | Snapdragon 8+ Gen 1 | 35098714 | 1 | dual
= asus | 2 | 0H??* | 08:60:6E
Nexus 7 | razor | tablet | 16 32 | 2 | 6-6 | Snapdragon S4 Pro | - | 0.3 |
= Lenovo | 2 | HA1?* | 50:3D:C6
Tab M10 FHD Plus | TB-X606F | tablet | 32 64 128 | 4 | 9-10 | Helio P22T | - | 1 |
= Zebra Technologies | 2 | 2#####* | 94:FB:29
TC21 | TC21 | phone | 32 | 3 | 10-13 | Snapdragon 660 | - | 2.2 | rugged
TC52x | TC52x | phone | 32 64 | 4 | 10-13 | Snapdragon 660 | - | 2.2 | rugged
TC57 | TC57 | phone | 32 | 4 | 8-11 | Snapdragon 660 | 35311010 | 2.2 | rugged
TC73 | TC73 | phone | 64 128 | 4 | 11-14 | Qualcomm QCM6490 | - | 2.2 | rugged
MC3300x | MC33X | phone | 32 | 4 | 10-11 | Snapdragon 660 | - | 1 | rugged
ET45 | ET45 | tablet | 64 | 4 | 11-14 | Snapdragon 695 | 35312512 | 2.2 | rugged
= Honeywell | 2 | 2####?* | 0C:23:69
CT40 XP | CT40XP | phone | 32 | 4 | 10-13 | Snapdragon 660 | 35406110 | 1 | rugged
CT45 XP | CT45XP | phone | 64 | 6 | 11-13 | Qualcomm QCM4290 | 35406912 | 1 | rugged
ScanPal EDA52 | EDA52 | phone | 32 64 | 3 | 11-13 | Snapdragon 662 | 35407313 | 2 | rugged
Dolphin CN80 | CN80 | phone | 32 | 3 | 8-10 | Snapdragon 660 | - | 1 | rugged
= LENOVO | 3 | PF?* | 6C:24:08
ThinkPad T14 Gen 3 | 21AHCTO1WW | laptop | 256 512 1024 | 16 | 10-11 | Intel Core i5-1240P | - | 3 |
ThinkPad X1 Carbon Gen 11 | 21HMCTO1WW | laptop | 256 512 1024 | 16 | 11-11 | Intel Core i7-1355U | - | 1.5 |
ThinkCentre M70q Gen 3 | 11T3CTO1WW | desktop | 256 512 | 16 | 10-11 | Intel Core i5-12400T | - | 1 |
= Dell Inc. | 3 | ??* | A4:BB:6D
Latitude 5440 | 0C03 | laptop | 256 512 1024 | 16 | 10-11 | Intel Core i5-1345U | - | 3 |
Latitude 5430 Rugged | 0B1B | laptop | 256 512 | 16 | 10-11 | Intel Core i5-1145G7 | 35412011 | 1 | rugged
OptiPlex 7010 | 0BB8 | desktop | 256 512 | 16 | 10-11 | Intel Core i5-13500 | - | 1.5 |
= HP | 3 | 5CG##* | 5C:60:BA
EliteBook 840 14 inch G9 | 6T1N5EA | laptop | 256 512 1024 | 16 | 10-11 | Intel Core i5-1235U | - | 3 |
ProBook 450 15.6 inch G10 | 817Y5EA | laptop | 256 512 | 8 | 11-11 | Intel Core i5-1335U | - | 3 |
= Microsoft Corporation | 3 | 0##?#* | 28:16:A8
Surface Pro 9 | 2038 | tablet | 128 256 512 1024 | 16 | 11-11 | Intel Core i5-1235U | - | 1.5 |
Surface Laptop 5 | 1979 | laptop | 256 512 1024 | 16 | 11-11 | Intel Core i5-1235U | - | 1.5 |
Surface Go 3 | 1926 | tablet | 64 128 | 8 | 10-11 | Intel Core i3-10100Y | - | 1.5 |
`;
