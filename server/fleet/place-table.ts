/**
 * A country a line: its code; a mobile number, `x` any digit, `z` 6 to 9, of the range that the regulator keeps for
 * fiction where there is one, and elsewhere with a subscriber part of zeros that nobody is given, of the country's
 * length; mobile country code; carriers with their network code (ITU E.212); cities with latitude and longitude.
 */
export const PLACE_TABLE = `
US | +1 202-555-01xx | 310 | AT&T 410, T-Mobile 260, Verizon 004 | New York 40.7128 -74.006, Chicago 41.8781 -87.6298, San Francisco 37.7749 -122.4194, Austin 30.2672 -97.7431, Pleasanton 37.6624 -121.8747
CA | +1 604-555-01xx | 302 | Rogers 720, Bell 610 | Toronto 43.6532 -79.3832, Vancouver 49.2827 -123.1207
MX | +52 55 0000 xxxx | 334 | Telcel 020, Movistar 030 | Ciudad de México 19.4326 -99.1332, Monterrey 25.6866 -100.3161
BR | +55 11 90000-xxxx | 724 | Vivo 06, Claro 05 | São Paulo -23.5505 -46.6333, Recife -8.0476 -34.877
AR | +54 9 11 0000-xxxx | 722 | Personal 34, Claro 310 | Buenos Aires -34.6037 -58.3816
GB | +44 7700 900xxx | 234 | EE 30, O2 10, Vodafone 15 | London 51.5074 -0.1278, Manchester 53.4808 -2.2426, Edinburgh 55.9533 -3.1883
IE | +353 20 91x xxxx | 272 | Three 05, Vodafone 01 | Dublin 53.3498 -6.2603
FR | +33 6 39 98 xx xx | 208 | Orange 01, SFR 10 | Paris 48.8566 2.3522, Lyon 45.764 4.8357
DE | +49 176 040690xx | 262 | Telekom 01, Vodafone 02, O2 03 | Berlin 52.52 13.405, München 48.1351 11.582, Hamburg 53.5511 9.9937
ES | +34 600 000 xxx | 214 | Movistar 07, Orange 03 | Madrid 40.4168 -3.7038, Barcelona 41.3874 2.1686
PT | +351 900 000 xxx | 268 | MEO 06, NOS 03 | Lisboa 38.7223 -9.1393
IT | +39 300 000 0xxx | 222 | TIM 01, Vodafone 10 | Milano 45.4642 9.19
SE | +46 70 174 06 zx | 240 | Telia 01, Tele2 07 | Stockholm 59.3293 18.0686
PL | +48 000 000 xxx | 260 | Orange 03, Play 06 | Warszawa 52.2297 21.0122, Kraków 50.0647 19.945
UA | +380 00 000 xxxx | 255 | Kyivstar 03, lifecell 06 | Kyiv 50.4501 30.5234, Lviv 49.8397 24.0297
BG | +359 00 000 xxxx | 284 | A1 01, Yettel 05 | Sofia 42.6977 23.3219
GR | +30 690 000 xxxx | 202 | Cosmote 01, Vodafone 05 | Athens 37.9838 23.7275, Thessaloniki 40.6401 22.9444
TR | +90 500 000 xx xx | 286 | Turkcell 01, Türk Telekom 03 | İstanbul 41.0082 28.9784, Ankara 39.9334 32.8597
IL | +972 50-000-xxxx | 425 | Partner 01, Cellcom 02 | Tel Aviv 32.0853 34.7818, Haifa 32.794 34.9896
EG | +20 10 0000 xxxx | 602 | Vodafone 02, Orange 01 | Cairo 30.0444 31.2357
AE | +971 50 000 xxxx | 424 | Etisalat 02, du 03 | Dubai 25.2048 55.2708
SA | +966 50 000 xxxx | 420 | STC 01, Mobily 03 | Riyadh 24.7136 46.6753
NG | +234 800 000 xxxx | 621 | MTN 30, Airtel 20 | Lagos 6.5244 3.3792
KE | +254 700 000 xxx | 639 | Safaricom 02, Airtel 03 | Nairobi -1.2921 36.8219
ZA | +27 60 000 xxxx | 655 | Vodacom 01, MTN 10 | Johannesburg -26.2041 28.0473, Cape Town -33.9249 18.4241
IN | +91 00000 xxxxx | 404 | Airtel 10, Vi 11 | Chennai 13.0827 80.2707, Bengaluru 12.9716 77.5946, Delhi 28.6139 77.209, Mumbai 19.076 72.8777
BD | +880 10 0000 xxxx | 470 | Grameenphone 01, Robi 02 | Dhaka 23.8103 90.4125
TH | +66 80 000 xxxx | 520 | AIS 03, TrueMove H 04 | Bangkok 13.7563 100.5018, Chiang Mai 18.7883 98.9853
VN | +84 90 000 xxxx | 452 | Viettel 04, Vinaphone 02 | Hà Nội 21.0278 105.8342
SG | +65 8000 xxxx | 525 | Singtel 01, StarHub 05 | Singapore 1.3521 103.8198
CN | +86 130 0000 xxxx | 460 | 中国移动 00, 中国联通 01 | Shanghai 31.2304 121.4737, Beijing 39.9042 116.4074, Shenzhen 22.5431 114.0579
TW | +886 900 000 xxx | 466 | 中華電信 92, 台灣大哥大 97 | Taipei 25.033 121.5654
JP | +81 90-0000-xxxx | 440 | NTT docomo 10, SoftBank 20 | Tokyo 35.6762 139.6503, Osaka 34.6937 135.5023
KR | +82 10-0000-xxxx | 450 | SK Telecom 05, KT 08 | Seoul 37.5665 126.978, Busan 35.1796 129.0756
AU | +61 491 570 15z | 505 | Telstra 01, Optus 02 | Sydney -33.8688 151.2093, Melbourne -37.8136 144.9631
NZ | +64 20 0000 xxxx | 530 | Spark 05, One NZ 01 | Auckland -36.8509 174.7645
`;
