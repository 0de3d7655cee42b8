import type { ClientInput } from '@printrail/contract/clients';
import { folded } from '../platform/folding.ts';
import type { Random } from './random.rules.ts';

type Culture = {
  weight: number;
  given: readonly string[];
  family: readonly string[];
  cities: readonly (readonly [city: string, region: string, country: string])[];
  streets: readonly string[];
  dialling: string;
  /** Whether the family name comes first. */
  familyFirst?: true;
};

const words = (text: string) => text.split(' ');

const cultures: readonly Culture[] = [
  {
    weight: 46,
    given: words(
      'Emma Liam Olivia Noah Ava Ethan Sophia Mason Isabella Lucas Mia Oliver Charlotte James Amelia Henry Harper Jack Evelyn Owen Grace Caleb Chloe Hannah Wyatt Nora Audrey Miles Ruby Theo',
    ),
    family: words(
      'Smith Johnson Brown Carter Miller Davis Wilson Moore Taylor Anderson Thomas Harris Clark Lewis Walker Young King Wright Hill Scott Green Adams Baker Nelson Mitchell Turner Phillips Campbell Parker Evans Morgan Murphy Bailey Cooper Reed Bennett Brooks O’Connor Sullivan McAllister',
    ),
    cities: [
      ['Portland', 'OR', 'US'],
      ['Madison', 'WI', 'US'],
      ['Burlington', 'VT', 'US'],
      ['Asheville', 'NC', 'US'],
      ['Halifax', 'NS', 'CA'],
      ['Bristol', '', 'GB'],
      ['Galway', '', 'IE'],
      ['Hobart', 'TAS', 'AU'],
    ],
    streets: ['Maple Street', 'Harbour Road', 'Oak Avenue', 'Mill Lane', 'Sunset Drive', 'Church Street'],
    dialling: '+1 555',
  },
  {
    weight: 10,
    given: words('María José Lucía Andrés Sofía Ángel Inés Raúl Núria Joaquín Begoña Íñigo'),
    family: words('García Núñez López Peña Muñoz Ibáñez Suárez Jiménez Ordóñez Castaño Fernández Güell'),
    cities: [
      ['Valencia', '', 'ES'],
      ['Bogotá', '', 'CO'],
      ['Mérida', 'Yucatán', 'MX'],
    ],
    streets: ['Calle Mayor', 'Avenida del Puerto', 'Calle de la Luna'],
    dialling: '+34 600',
  },
  {
    weight: 9,
    given: words('Jürgen Änne Lukas Käthe Björn Sören Zoë Marlène Günther Mia Ole Frieda'),
    family: words('Müller Schäfer Größ Weiß Köhler Jäger Böhm Hübner Krüger Lindström Åkesson Ødegård'),
    cities: [
      ['Köln', '', 'DE'],
      ['Zürich', '', 'CH'],
      ['Malmö', '', 'SE'],
      ['Tromsø', '', 'NO'],
    ],
    streets: ['Lindenstraße', 'Am Markt', 'Storgatan'],
    dialling: '+49 151',
  },
  {
    weight: 8,
    given: words('Élodie Françoise Zoé Benoît Chloé Rémi Maëlle Aurélien Inès Gaël'),
    family: words('Lefèvre Côté Dubois Bélanger Garçon Noël Rousseau Gagné Lacroix Château'),
    cities: [
      ['Lyon', '', 'FR'],
      ['Montréal', 'QC', 'CA'],
      ['Liège', '', 'BE'],
    ],
    streets: ['rue des Écoles', 'avenue de la Gare', 'rue du Château'],
    dialling: '+33 6',
  },
  {
    weight: 8,
    given: words('Łukasz Zofia Małgorzata Jiří Žofie Štěpán Ðorđe Ağça İpek Çağla'),
    family: words('Wójcik Kowalski Żak Dvořák Říha Šimůnek Đurić Yılmaz Şahin Öztürk'),
    cities: [
      ['Łódź', '', 'PL'],
      ['Plzeň', '', 'CZ'],
      ['İzmir', '', 'TR'],
    ],
    streets: ['ulica Długa', 'Nádražní', 'Çınar Sokak'],
    dialling: '+48 510',
  },
  {
    weight: 6,
    given: words('Анна Дмитрий Ольга Сергей Ірина Андрій Ελένη Νίκος Δέσποινα Γιώργος'),
    family: words('Иванов Петренко Шевченко Соколов Козак Παπαδόπουλος Νικολάου Γεωργίου'),
    cities: [
      ['Київ', '', 'UA'],
      ['Θεσσαλονίκη', '', 'GR'],
      ['Варна', '', 'BG'],
    ],
    streets: ['вулиця Садова', 'Οδός Ερμού', 'улица Морска'],
    dialling: '+380 50',
  },
  {
    weight: 5,
    given: words('さくら 陽菜 健太 美咲 翔 민준 서연 지우 伟 静 美玲 志强'),
    family: words('山本 佐藤 鈴木 高橋 김 이 박 王 李 張 陳'),
    cities: [
      ['京都', '', 'JP'],
      ['부산', '', 'KR'],
      ['台北', '', 'TW'],
    ],
    streets: ['桜通り', '해운대로', '中山路'],
    dialling: '+81 90',
    familyFirst: true,
  },
  {
    weight: 4,
    given: words('נועה יעל איתן محمد فاطمة ليلى يوسف สมชาย Linh Nguyệt Ngọc'),
    family: words('כהן לוי פרץ حداد خليل العلي ใจดี Nguyễn Trần Đặng'),
    cities: [
      ['חיפה', '', 'IL'],
      ['عمّان', '', 'JO'],
      ['Đà Nẵng', '', 'VN'],
    ],
    streets: ['שדרות הנשיא', 'شارع الجامعة', 'đường Bạch Đằng'],
    dialling: '+972 50',
  },
  {
    weight: 4,
    given: words('Aarav Priya Ananya Rohan Amara Chinedu Kwame Zainab Thandiwe Sipho'),
    family: words('Sharma Patel Iyer Reddy Okafor Mensah Adeyemi Dlamini Nkosi Banerjee'),
    cities: [
      ['Pune', '', 'IN'],
      ['Accra', '', 'GH'],
      ['Durban', '', 'ZA'],
    ],
    streets: ['Station Road', 'Gandhi Marg', 'Independence Avenue'],
    dialling: '+91 98',
  },
];

const schools = words(
  'Riverside Lakeview St.~Brigid Hilltop Ada~Lovelace Frances~Benjamin Lycée~Nadar Colegio~Sorolla Lindgren Northgate',
);
const schoolEndings = ['High School', 'Elementary School', 'Academy', 'Preschool', 'Middle School'];
const trades = [
  'Dental',
  'Architects',
  'Legal',
  'Bakery',
  'Florists',
  'Realty',
  'Yoga',
  'Engineering',
  'Theatre',
  'Football Club',
];

export type PartyKind = 'person' | 'couple' | 'family' | 'school' | 'company';

/** A made-up client: `name` as the studio files it, `family` as sessions are called by. */
export function sampleClient(random: Random, kind: PartyKind, nth: number): { client: ClientInput; family: string } {
  const culture = random.weighted(cultures);
  const given = random.pick(culture.given);
  const family = random.pick(culture.family);
  const person = culture.familyFirst ? `${family} ${given}` : `${given} ${family}`;
  const name = {
    person: () => person,
    couple: () => `${given} & ${random.pick(culture.given)} ${family}`,
    family: () => (random.chance(0.7) ? person : `${family} family`),
    school: () => `${random.pick(schools).replaceAll('~', ' ')} ${random.pick(schoolEndings)}`,
    company: () => `${family} ${random.pick(trades)}`,
  }[kind]();
  const [city, region, country] = random.pick(culture.cities);
  const latin = folded(`${given}.${family}`).replace(/[^a-z.]/g, '');
  const client: ClientInput = {
    name,
    email: random.chance(0.06) ? null : `${latin.length > 3 ? latin : 'client'}.${nth}@mail.example`,
    phone: random.chance(0.1) ? '' : `${culture.dialling} ${random.whole(100, 999)} ${random.whole(1000, 9999)}`,
    contactName: kind === 'school' || kind === 'company' ? person : '',
    address: {
      street: `${random.whole(1, 240)} ${random.pick(culture.streets)}`,
      ...{ city, region, country, postalCode: String(random.whole(10_000, 99_999)) },
    },
    doNotCall: random.chance(0.04),
    doNotMarket: random.chance(0.12),
    notes: random.chance(0.03) ? random.pick(clientNotes) : '',
  };
  return { client, family: kind === 'school' ? name : family };
}

const clientNotes = [
  'Prefers to be called after five.',
  'Friend of the studio; always gets the soft proof first.',
  'Allergic to lilies: no flowers on set.',
  'Wants warm tones, see the album of 2023.',
];
