import type { ProductInput, VendorInput } from '@printrail/contract/catalog';

/** The departments of the sample studio, and who works there. */
export const sampleDepartments: readonly { name: string; people: readonly string[] }[] = [
  { name: 'Retouching', people: ['Mirela Banu', 'Tomasz Zieliński', 'Ivy Chen'] },
  { name: 'Album design', people: ['Solène Gauthier', 'Ravi Menon'] },
  { name: 'Lab desk', people: ['Dana Whitlock', 'Óscar Peña'] },
  { name: 'Finishing', people: ['Bram de Wit', 'Keiko Mori'] },
  { name: 'Front desk', people: ['Abby Sinclair', 'Yusuf Demir'] },
];

/** Which department a status belongs to, by its name in the sample cycles. */
export const departmentOfStatus: Readonly<Record<string, string>> = {
  Retouching: 'Retouching',
  'Order review': 'Front desk',
  'At the lab': 'Lab desk',
  'Quality check': 'Finishing',
  Packaging: 'Finishing',
  'Waiting on client': 'Front desk',
  'Album design': 'Album design',
  'Client proofing': 'Front desk',
  'Final edits': 'Album design',
  'At the bindery': 'Lab desk',
  'Files to prepare': 'Retouching',
  Printing: 'Finishing',
  Finishing: 'Finishing',
  'To be ordered': 'Lab desk',
  'With the vendor': 'Lab desk',
  Inspection: 'Finishing',
};

type SampleVendor = Omit<VendorInput, 'defaultTypeId'> & { type: string };

export const sampleVendors: readonly SampleVendor[] = [
  {
    ...{ name: 'Lumen & Lark Pro Lab', type: 'Print order', accountNumber: 'LL-20417', phone: '+1 555 010 2200' },
    ...{ contactName: 'Customer care', email: 'orders@lumenlark.example', website: 'https://lumenlark.example' },
    address: { street: '18 Foundry Row', city: 'Rochester', region: 'NY', postalCode: '14604', country: 'US' },
  },
  {
    ...{ name: 'Bayside Color', type: 'Print order', accountNumber: '7731', phone: '+1 555 010 3141' },
    ...{ contactName: 'Ines Talbot', email: 'lab@baysidecolor.example' },
    address: { street: '402 Pier Street', city: 'Duluth', region: 'MN', postalCode: '55802', country: 'US' },
  },
  {
    ...{ name: 'Atelier Maribel Álbumes', type: 'Album order', accountNumber: 'AM/118', phone: '+34 600 118 118' },
    ...{ contactName: 'Maribel Sáez', email: 'taller@maribel.example' },
    address: { street: 'Calle del Molino 9', city: 'Teruel', postalCode: '44001', country: 'ES' },
  },
  {
    ...{ name: 'Foliant Buchbinderei', type: 'Album order', accountNumber: 'K-5520', phone: '+49 151 5520 10' },
    ...{ contactName: 'Jörg Häußler', email: 'auftrag@foliant.example' },
    address: { street: 'Gerbergasse 3', city: 'Görlitz', postalCode: '02826', country: 'DE' },
  },
  { name: 'Print room', type: 'In-house print', isInHouse: true, notes: 'Third floor. Two large-format printers.' },
  {
    ...{ name: 'Oak & Mitre Framing', type: 'Frame or gift order', accountNumber: 'PS-88', phone: '+1 555 010 7788' },
    ...{ contactName: 'Walt Mercer', email: 'shop@oakmitre.example' },
    address: { street: '77 Joiner Lane', city: 'Bangor', region: 'ME', postalCode: '04401', country: 'US' },
  },
  {
    ...{ name: 'Norrland Ramverk', type: 'Frame or gift order', accountNumber: 'NR 3051', phone: '+46 70 305 10 10' },
    ...{ contactName: 'Åsa Öberg', email: 'order@norrlandramverk.example' },
    address: { street: 'Sågvägen 12', city: 'Umeå', postalCode: '903 20', country: 'SE' },
  },
  {
    ...{ name: 'Keepsake Works', type: 'Frame or gift order', accountNumber: 'KW1029', phone: '+1 555 010 5151' },
    ...{ contactName: 'Gift desk', email: 'desk@keepsake.example' },
    address: { street: '5 Ribbon Court', city: 'Boise', region: 'ID', postalCode: '83702', country: 'US' },
  },
];

type SampleProduct = Omit<ProductInput, 'preferredVendorId' | 'code'> & { code: string; vendor: string | null };

const product = (
  code: string,
  name: string,
  price: number,
  cost: number,
  vendor: string | null,
  more: Pick<ProductInput, 'vendorDescription' | 'vendorMultiplier'> = {},
): SampleProduct => ({ ...{ code, name, price, cost, vendor }, isNotOrdered: vendor === null, ...more });

/** The sample price list; prices and costs in minor units. */
export const samplePriceList: readonly SampleProduct[] = [
  product('P46', 'Print 4×6', 800, 90, 'Lumen & Lark Pro Lab', { vendorDescription: '4x6 lustre' }),
  product('P57', 'Print 5×7', 1500, 160, 'Lumen & Lark Pro Lab', { vendorDescription: '5x7 lustre' }),
  product('P810', 'Print 8×10', 3500, 420, 'Lumen & Lark Pro Lab', { vendorDescription: '8x10 lustre' }),
  product('P1114', 'Print 11×14', 7500, 1150, 'Lumen & Lark Pro Lab', { vendorDescription: '11x14 lustre, mounted' }),
  product('WAL8', 'Wallets, set of 8', 2400, 240, 'Bayside Color', {
    vendorDescription: 'Wallet die cut',
    vendorMultiplier: 8,
  }),
  product('ANN25', 'Announcements, 25', 8500, 2100, 'Bayside Color', {
    vendorDescription: 'Flat card 5x7',
    vendorMultiplier: 25,
  }),
  product('CARD50', 'Thank-you cards, 50', 9500, 2600, 'Bayside Color', {
    vendorDescription: 'Folded card',
    vendorMultiplier: 50,
  }),
  product('TEAM', 'Team composite 8×10', 2800, 380, 'Bayside Color'),
  product('ALB30', 'Wedding album 30×30', 145_000, 41_000, 'Atelier Maribel Álbumes', {
    vendorDescription: 'Álbum 30×30, lino',
  }),
  product('ALB20', 'Parent album 20×20', 48_000, 13_500, 'Atelier Maribel Álbumes', {
    vendorDescription: 'Réplica 20×20',
  }),
  product('BOOK', 'Family book', 39_000, 11_000, 'Foliant Buchbinderei', {
    vendorDescription: 'Familienbuch A4, Leinen',
  }),
  product('BOX', 'Heirloom box with 12 mats', 62_000, 18_000, 'Foliant Buchbinderei', {
    vendorDescription: 'Kassette, 12 Passepartouts',
  }),
  product('FA16', 'Fine-art print 16×20', 18_500, 2300, 'Print room'),
  product('FA24', 'Fine-art print 24×30', 32_500, 4200, 'Print room'),
  product('CLASS', 'Class print 8×10', 1800, 210, 'Print room'),
  product('PROOF', 'Proof sheet', 1200, 120, 'Print room'),
  product('CNV16', 'Canvas 16×20', 26_000, 6400, 'Oak & Mitre Framing'),
  product('CNV24', 'Canvas 24×36', 42_000, 11_800, 'Oak & Mitre Framing'),
  product('FRM16', 'Oak frame 16×20', 24_500, 7300, 'Oak & Mitre Framing'),
  product('FRM24', 'Oak frame 24×30', 36_500, 11_200, 'Norrland Ramverk', { vendorDescription: 'Ekram 60×76' }),
  product('GAL', 'Gallery wall of 5', 98_000, 31_000, 'Norrland Ramverk', {
    vendorDescription: 'Tavelvägg, 5 ramar',
    vendorMultiplier: 5,
  }),
  product('MUG', 'Photo mug', 2800, 750, 'Keepsake Works'),
  product('ORN', 'Ornament', 3200, 880, 'Keepsake Works'),
  product('CAL', 'Wall calendar', 4500, 1300, 'Keepsake Works'),
  product('DIG1', 'Digital file', 6000, 0, null),
  product('DIGALL', 'All digital files', 65_000, 0, null),
  product('SIT', 'Session fee', 25_000, 0, null),
];
