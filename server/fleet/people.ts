import type { CountryCode } from './places.ts';

/** Names of one language as they are written there, each with its spelling in an e-mail address. */
export interface Language {
  countries: readonly CountryCode[];
  given: readonly Name[];
  family: readonly Name[];
  /** Family name first, as in Chinese, Japanese, Korean and Vietnamese. */
  isFamilyFirst: boolean;
  /** Between the two names. */
  space: string;
  domain: string;
  /** How a phone calls itself after its owner: `{name}` is the given name, `{thing}` the model. */
  possessive: string;
  isRightToLeft: boolean;
}

export interface Name {
  written: string;
  ascii: string;
}

/** "written/ascii written/ascii", or a plain word where both are the same. */
function names(text: string): Name[] {
  return text.split(' ').map((each) => {
    const [written = each, ascii = written] = each.split('/');
    return { written: written.replaceAll('_', ' '), ascii: ascii.toLowerCase() };
  });
}

interface Row {
  countries: readonly CountryCode[];
  given: string;
  family: string;
  isFamilyFirst?: boolean;
  space?: string;
  domain?: string;
  possessive?: string;
  isRightToLeft?: boolean;
}

function language(row: Row): Language {
  return {
    isFamilyFirst: false,
    space: ' ',
    domain: 'example.com',
    possessive: '{name} {thing}',
    isRightToLeft: false,
    ...row,
    given: names(row.given),
    family: names(row.family),
  };
}

export const LANGUAGES: readonly Language[] = [
  language({
    countries: ['US', 'GB', 'CA', 'AU', 'IE', 'NZ', 'ZA'],
    given:
      'Emma Liam Olivia Noah Grace Ethan Chloe Mason Ruby Caleb Hannah Dylan Abigail Owen Lucy Isaac Niamh/niamh Connor Priscilla Graham',
    family:
      'Smith Johnson Walker Bennett Foster Hughes Murphy Campbell O’Brien/obrien Wright Cooper Sullivan Parker Fraser Whitfield Mackenzie Barnes Holloway Pritchard Nkosi',
    possessive: '{name}’s {thing}',
  }),
  language({
    countries: ['ES', 'MX', 'AR'],
    given:
      'María/maria José/jose Lucía/lucia Sofía/sofia Íñigo/inigo Álvaro/alvaro Camila Mateo Ximena Joaquín/joaquin Begoña/begona Andrés/andres Inés/ines Raúl/raul Pilar Diego',
    family:
      'García/garcia Muñoz/munoz Peña/pena Rodríguez/rodriguez Núñez/nunez Castillo Ibáñez/ibanez Vázquez/vazquez Herrera Domínguez/dominguez Echeverría/echeverria Salas Quiroga Zamora Cortés/cortes Ocampo',
    possessive: '{thing} de {name}',
  }),
  language({
    countries: ['BR', 'PT'],
    given:
      'João/joao Conceição/conceicao Antônio/antonio Letícia/leticia Thiago Beatriz Caio Fátima/fatima Rafael Luísa/luisa Inácio/inacio Gabriela',
    family:
      'Silva Gonçalves/goncalves Araújo/araujo Magalhães/magalhaes Ribeiro Simões/simoes Carvalho Falcão/falcao Nogueira Brandão/brandao Teixeira Leitão/leitao',
    possessive: '{thing} de {name}',
  }),
  language({
    countries: ['FR'],
    given:
      'Élodie/elodie Théo/theo Chloé/chloe Jérôme/jerome Maëlys/maelys Loïc/loic Françoise/francoise Côme/come Noémie/noemie Benoît/benoit Zoé/zoe Aurélien/aurelien',
    family:
      'Lefèvre/lefevre Dubois Moreau Hébert/hebert Garnier Gauthier Perrin Le_Goff/legoff Béranger/beranger Rousseau D’Aubigné/daubigne Chevalier',
    domain: 'example.org',
    possessive: '{thing} de {name}',
  }),
  language({
    countries: ['DE', 'SE'],
    given:
      'Jürgen/juergen Lena Söhnke/soehnke Käthe/kaethe Anneliese Torsten Björn/bjoern Heike Åsa/aasa Friederike Göran/goeran Uwe Ulrike Malte Jörg/joerg Frieda',
    family:
      'Müller/mueller Weiß/weiss Schröder/schroeder Groß/gross Lindström/lindstroem Vögele/voegele Bäcker/baecker Hoffmann Österreicher/oesterreicher Kühn/kuehn Sjöberg/sjoeberg Schäfer/schaefer Böhm/boehm Zimmermann Kraus Ångström/aangstroem',
    domain: 'example.org',
    possessive: '{thing} von {name}',
  }),
  language({
    countries: ['PL'],
    given:
      'Łukasz/lukasz Małgorzata/malgorzata Żaneta/zaneta Paweł/pawel Świętosława/swietoslawa Zbigniew Agnieszka Michał/michal Bożena/bozena Krzysztof',
    family:
      'Wójcik/wojcik Kowalczyk Dąbrowska/dabrowska Szymański/szymanski Woźniak/wozniak Górska/gorska Jabłoński/jablonski Żak/zak Pawłowska/pawlowska Błaszczyk/blaszczyk',
    domain: 'example.org',
    possessive: '{thing} ({name})',
  }),
  language({
    countries: ['TR'],
    given:
      'İbrahim/ibrahim Ayşe/ayse Işıl/isil Çağla/cagla Oğuz/oguz Gülşen/gulsen Şule/sule Ömer/omer Müge/muge Tuğba/tugba',
    family:
      'Yılmaz/yilmaz Öztürk/ozturk Çelik/celik Şahin/sahin Doğan/dogan Kılıç/kilic Güneş/gunes Aydın/aydin Koç/koc Ünal/unal',
    possessive: '{name} - {thing}',
  }),
  language({
    countries: ['VN'],
    given:
      'Hương/huong Đức/duc Thảo/thao Tuấn/tuan Ngọc/ngoc Phượng/phuong Quỳnh/quynh Hải/hai Linh Dũng/dung',
    family: 'Nguyễn/nguyen Trần/tran Lê/le Phạm/pham Huỳnh/huynh Đặng/dang Bùi/bui Võ/vo Đỗ/do Hồ/ho',
    isFamilyFirst: true,
    possessive: '{thing} của {name}',
  }),
  language({
    countries: ['EG', 'AE', 'SA'],
    given:
      'محمد/mohammed فاطمة/fatima أحمد/ahmed نور/nour خالد/khalid ليلى/layla يوسف/youssef مريم/maryam عمر/omar هدى/huda سلمى/salma طارق/tariq',
    family:
      'الهاشمي/alhashimi منصور/mansour القحطاني/alqahtani حداد/haddad النجار/alnajjar الشمري/alshammari سليمان/suleiman المصري/almasri بركات/barakat الزهراني/alzahrani العتيبي/alotaibi درويش/darwish',
    possessive: '{thing} {name}',
    isRightToLeft: true,
  }),
  language({
    countries: ['IL'],
    given:
      'יעל/yael אורי/uri נועה/noa דוד/david תמר/tamar אלון/alon שירה/shira איתן/eitan מיכל/michal עומר/omer',
    family:
      'כהן/cohen לוי/levi מזרחי/mizrahi פרץ/peretz ביטון/biton אברהם/avraham פרידמן/friedman אזולאי/azoulay כץ/katz ברק/barak',
    possessive: 'ה-{thing} של {name}',
    isRightToLeft: true,
  }),
  language({
    countries: ['UA', 'BG'],
    given:
      'Олена/olena Андрій/andrii Наталія/nataliia Ярослав/yaroslav Оксана/oksana Тарас/taras Соломія/solomiia Іван/ivan Георги/georgi Десислава/desislava Юлія/yuliia Володимир/volodymyr',
    family:
      'Шевченко/shevchenko Коваленко/kovalenko Бондаренко/bondarenko Ткачук/tkachuk Мельник/melnyk Щербак/shcherbak Димитрова/dimitrova Стоянов/stoyanov Лисенко/lysenko Гончар/honchar Їжак/yizhak Савчук/savchuk',
    domain: 'example.org',
    possessive: '{thing} – {name}',
  }),
  language({
    countries: ['GR'],
    given:
      'Ελένη/eleni Γιώργος/giorgos Κατερίνα/katerina Νίκος/nikos Δήμητρα/dimitra Σπύρος/spyros Ιωάννα/ioanna Παναγιώτης/panagiotis',
    family:
      'Παπαδόπουλος/papadopoulos Οικονόμου/oikonomou Νικολάου/nikolaou Βασιλείου/vasileiou Αγγελόπουλος/angelopoulos Μακρής/makris Ζαχαρίου/zachariou Χριστοδούλου/christodoulou',
    domain: 'example.org',
    possessive: '{thing} – {name}',
  }),
  language({
    countries: ['IN'],
    given:
      'प्रिया/priya अर्जुन/arjun दीपिका/deepika विक्रम/vikram अनन्या/ananya रोहित/rohit कविता/kavita संजय/sanjay मीरा/meera आदित्य/aditya',
    family:
      'शर्मा/sharma वर्मा/verma गुप्ता/gupta मिश्रा/mishra त्रिपाठी/tripathi जोशी/joshi चौधरी/chaudhary सक्सेना/saxena अग्रवाल/agarwal पाण्डेय/pandey',
    possessive: '{name} {thing}',
  }),
  language({
    countries: ['IN', 'SG'],
    given:
      'கவிதா/kavitha முருகன்/murugan தமிழரசி/tamilarasi செந்தில்/senthil லட்சுமி/lakshmi அருண்/arun பிரியா/priyaa கார்த்திக்/karthik',
    family:
      'சுப்பிரமணியன்/subramanian ராமசாமி/ramasamy வேலு/velu நடராஜன்/natarajan கிருஷ்ணன்/krishnan செல்வம்/selvam பாண்டியன்/pandian ஐயர்/iyer',
    possessive: '{name} {thing}',
  }),
  language({
    countries: ['BD'],
    given: 'রহিমা/rahima সুমন/sumon নুসরাত/nusrat তানভীর/tanvir শারমিন/sharmin ইমরান/imran',
    family: 'চৌধুরী/chowdhury ইসলাম/islam আক্তার/akter হোসেন/hossain রহমান/rahman সরকার/sarker',
    possessive: '{name} {thing}',
  }),
  language({
    countries: ['TH'],
    given:
      'สมชาย/somchai สุดา/suda ณัฐพล/nattapol มาลี/malee อรทัย/orathai วิชัย/wichai กมลวรรณ/kamonwan ธนา/thana',
    family:
      'ใจดี/jaidee ศรีสุข/srisuk ทองดี/thongdee วงศ์สวัสดิ์/wongsawat รัตนกุล/rattanakul แซ่ลิ้ม/saelim บุญมี/boonmee จันทร์เพ็ญ/chanphen',
    possessive: '{thing} ของ {name}',
  }),
  language({
    countries: ['CN', 'TW', 'SG'],
    given:
      '伟/wei 芳/fang 秀英/xiuying 敏/min 静/jing 强/qiang 雨桐/yutong 浩然/haoran 淑芬/shufen 志明/zhiming 子轩/zixuan 怡君/yijun',
    family: '王/wang 李/li 张/zhang 刘/liu 陈/chen 杨/yang 黄/huang 赵/zhao 吴/wu 林/lin 欧阳/ouyang 謝/xie',
    isFamilyFirst: true,
    space: '',
    possessive: '{name}的{thing}',
  }),
  language({
    countries: ['JP'],
    given:
      '陽菜/hina 翔太/shota さくら/sakura 健一/kenichi 美咲/misaki 大輔/daisuke 由美子/yumiko 拓海/takumi 彩/aya 直樹/naoki',
    family:
      '田中/tanaka 佐藤/sato 鈴木/suzuki 髙橋/takahashi 渡邊/watanabe 伊藤/ito 山本/yamamoto 中村/nakamura 小林/kobayashi 斎藤/saito',
    isFamilyFirst: true,
    space: ' ',
    possessive: '{name}の{thing}',
  }),
  language({
    countries: ['KR'],
    given: '민준/minjun 서연/seoyeon 지훈/jihoon 수빈/subin 현우/hyunwoo 은지/eunji 도윤/doyun 하은/haeun',
    family: '김/kim 이/lee 박/park 최/choi 정/jung 강/kang 조/cho 윤/yoon',
    isFamilyFirst: true,
    space: '',
    possessive: '{name}의 {thing}',
  }),
  language({
    countries: ['NG', 'KE'],
    given:
      'Adébáyọ̀/adebayo Ngozi Chukwuemeka Wanjirũ/wanjiru Akinyi Ọlámidé/olamide Kamau Ifeoma Temitọ́pẹ́/temitope Barasa',
    family:
      'Okafor Adéyẹmí/adeyemi Mwangi Ochieng Eze Balógun/balogun Njoroge Wambũi/wambui Ọbasanjọ/obasanjo Kiplagat',
    possessive: '{name}’s {thing}',
  }),
  language({
    countries: ['IT'],
    given: 'Giulia Niccolò/niccolo Chiara Matteo Libertà/liberta Davide Ilaria Pietro',
    family: 'Rossi Ferrari D’Angelo/dangelo Esposito Cantù/cantu Colombo Lo_Presti/lopresti Gallo',
    domain: 'example.org',
    possessive: '{thing} di {name}',
  }),
];

export interface Person {
  name: string;
  givenName: string;
  email: string;
  language: Language;
  country: CountryCode;
}

const PEOPLE = LANGUAGES.reduce((sum, { given, family }) => sum + given.length * family.length, 0);
/** No prime factor in common with any number of people near ours, so that a step of it passes everybody once a round. */
const STRIDE = 7919;

/**
 * The person of a number: everybody there is once, then everybody again with a number behind the e-mail's name, so that
 * no e-mail comes twice.
 */
export function person(start: number, index: number): Person {
  const round = Math.floor(index / PEOPLE);
  let left = ((index % PEOPLE) * STRIDE + start) % PEOPLE;
  for (const language of LANGUAGES) {
    const { given, family } = language;
    const size = given.length * family.length;
    if (left < size) {
      return compose(language, at(given, left % given.length), at(family, Math.floor(left / given.length)), {
        round,
        country: at(language.countries, (index + round) % language.countries.length),
      });
    }
    left -= size;
  }
  throw new Error('There is nobody of that number');
}

function compose(
  language: Language,
  given: Name,
  family: Name,
  { round, country }: { round: number; country: CountryCode },
): Person {
  const parts = language.isFamilyFirst ? [family.written, given.written] : [given.written, family.written];
  const suffix = round === 0 ? '' : String(round + 1);
  return {
    name: parts.join(language.space),
    givenName: given.written,
    email: `${given.ascii}.${family.ascii}${suffix}@${language.domain}`,
    language,
    country,
  };
}

function at<T>(list: readonly T[], index: number): T {
  const value = list[index];
  if (value === undefined) throw new RangeError(`No element ${index}`);
  return value;
}
