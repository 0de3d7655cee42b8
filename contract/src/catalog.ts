import { type Static, Type } from 'typebox';
import { WholeAddress } from './clients.ts';
import { endpoint } from './endpoint.ts';
import {
  Address,
  ById,
  Email,
  ExternalKey,
  Fields,
  Id,
  Line,
  ListQuery,
  Name,
  Nullable,
  OneOf,
  PageOf,
  PartOf,
  PositiveMoney,
  Prose,
  Version,
} from './fields.ts';
import type { RefusalTexts } from './refusal-text.ts';

export const catalogRefusals = {
  'vendor.not_found': { status: 404, says: 'There is no vendor {id}.' },
  'vendor.inactive': { status: 422, says: 'The vendor {name} is inactive.' },
  'vendor.name_taken': { status: 409, says: 'There is already a vendor called {name}.' },
  'vendor.external_key_taken': { status: 409, says: 'There is already a vendor with the external key {externalKey}.' },
  'vendor.in_use': {
    status: 409,
    says: '{name} is used by {count} products, invoice lines or production orders and cannot be deleted. Make it inactive instead.',
  },
  'product.not_found': { status: 404, says: 'There is no product {id}.' },
  'product.inactive': { status: 422, says: 'The product {name} is inactive.' },
  'product.code_taken': { status: 409, says: 'There is already a product with the code {code}.' },
  'product.external_key_taken': {
    status: 409,
    says: 'There is already a product with the external key {externalKey}.',
  },
  'product.in_use': {
    status: 409,
    says: '{name} stands on {count} invoice or order lines and cannot be deleted. Make it inactive instead.',
  },
} as const satisfies RefusalTexts;

const VendorInput = Fields({
  name: Name,
  contactName: Type.Optional(Line),
  email: Type.Optional(Nullable(Email)),
  phone: Type.Optional(Line),
  website: Type.Optional(Line),
  address: Type.Optional(Address),
  accountNumber: Type.Optional(Line),
  isInHouse: Type.Optional(Type.Boolean({ description: 'A department of the studio rather than another company.' })),
  defaultTypeId: Type.Optional(Nullable(Id)),
  orderNumbers: Type.Optional(OneOf(['pattern', 'typed'], 'Order numbers by the studio’s pattern, or typed by hand.')),
  notes: Type.Optional(Prose),
  isActive: Type.Optional(Type.Boolean()),
  externalKey: Type.Optional(Nullable(ExternalKey)),
});
export type VendorInput = Static<typeof VendorInput>;

export const Vendor = Fields(
  {
    id: Id,
    name: Name,
    contactName: Line,
    email: Nullable(Email),
    phone: Line,
    website: Line,
    address: WholeAddress,
    accountNumber: Line,
    isInHouse: Type.Boolean(),
    defaultTypeId: Nullable(Id),
    orderNumbers: OneOf(['pattern', 'typed']),
    notes: Prose,
    isActive: Type.Boolean(),
    externalKey: Nullable(ExternalKey),
    version: Version,
  },
  'Vendor',
);
export type Vendor = Static<typeof Vendor>;

export const listVendors = endpoint({
  id: 'listVendors',
  method: 'GET',
  path: '/vendors',
  tag: 'Catalog',
  summary: 'Vendors by name',
  access: { area: 'catalog', level: 'view' },
  query: Fields({ ...ListQuery.properties, active: Type.Optional(Type.Boolean()) }),
  answer: PageOf(Vendor),
});

export const addVendor = endpoint({
  id: 'addVendor',
  method: 'POST',
  path: '/vendors',
  tag: 'Catalog',
  summary: 'Add a vendor',
  access: { area: 'catalog', level: 'add' },
  body: VendorInput,
  answer: Vendor,
  status: 201,
  refusals: ['vendor.name_taken', 'vendor.external_key_taken', 'type.not_found'],
});

export const getVendor = endpoint({
  id: 'getVendor',
  method: 'GET',
  path: '/vendors/{id}',
  tag: 'Catalog',
  summary: 'One vendor',
  access: { area: 'catalog', level: 'view' },
  params: ById,
  answer: Vendor,
  refusals: ['vendor.not_found'],
});

export const updateVendor = endpoint({
  id: 'updateVendor',
  method: 'PATCH',
  path: '/vendors/{id}',
  tag: 'Catalog',
  summary: 'Change a vendor',
  access: { area: 'catalog', level: 'change' },
  versioned: true,
  params: ById,
  body: PartOf(VendorInput),
  answer: Vendor,
  refusals: ['vendor.not_found', 'vendor.name_taken', 'vendor.external_key_taken', 'type.not_found'],
});

export const deleteVendor = endpoint({
  id: 'deleteVendor',
  method: 'DELETE',
  path: '/vendors/{id}',
  tag: 'Catalog',
  summary: 'Delete a vendor that nothing refers to',
  access: { area: 'catalog', level: 'delete' },
  versioned: true,
  params: ById,
  answer: Type.Null(),
  status: 204,
  refusals: ['vendor.not_found', 'vendor.in_use'],
});

const VendorMultiplier = Type.Integer({
  minimum: 1,
  maximum: 10_000,
  description: 'How many the vendor is asked for per one sold (a set of 8 is 8).',
});

const ProductInput = Fields({
  name: Name,
  code: Type.Optional(Nullable(Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' }))),
  price: Type.Optional(PositiveMoney),
  cost: Type.Optional(PositiveMoney),
  preferredVendorId: Type.Optional(Nullable(Id)),
  vendorDescription: Type.Optional(Line),
  vendorMultiplier: Type.Optional(VendorMultiplier),
  isNotOrdered: Type.Optional(
    Type.Boolean({ description: 'Not ordered from anyone (a sitting fee, a digital file).' }),
  ),
  isActive: Type.Optional(Type.Boolean()),
  externalKey: Type.Optional(Nullable(ExternalKey)),
});
export type ProductInput = Static<typeof ProductInput>;

export const Product = Fields(
  {
    id: Id,
    name: Name,
    code: Nullable(Type.String()),
    price: PositiveMoney,
    cost: PositiveMoney,
    preferredVendorId: Nullable(Id),
    preferredVendorName: Nullable(Name),
    vendorDescription: Line,
    vendorMultiplier: VendorMultiplier,
    isNotOrdered: Type.Boolean(),
    isActive: Type.Boolean(),
    externalKey: Nullable(ExternalKey),
    version: Version,
  },
  'Product',
);
export type Product = Static<typeof Product>;

export const listProducts = endpoint({
  id: 'listProducts',
  method: 'GET',
  path: '/products',
  tag: 'Catalog',
  summary: 'The price list by name',
  access: { area: 'catalog', level: 'view' },
  query: Fields({ ...ListQuery.properties, active: Type.Optional(Type.Boolean()), vendorId: Type.Optional(Id) }),
  answer: PageOf(Product),
});

export const addProduct = endpoint({
  id: 'addProduct',
  method: 'POST',
  path: '/products',
  tag: 'Catalog',
  summary: 'Add a product to the price list',
  access: { area: 'catalog', level: 'add' },
  body: ProductInput,
  answer: Product,
  status: 201,
  refusals: ['vendor.not_found', 'product.code_taken', 'product.external_key_taken'],
});

export const getProduct = endpoint({
  id: 'getProduct',
  method: 'GET',
  path: '/products/{id}',
  tag: 'Catalog',
  summary: 'One product',
  access: { area: 'catalog', level: 'view' },
  params: ById,
  answer: Product,
  refusals: ['product.not_found'],
});

export const updateProduct = endpoint({
  id: 'updateProduct',
  method: 'PATCH',
  path: '/products/{id}',
  tag: 'Catalog',
  summary: 'Change a product',
  access: { area: 'catalog', level: 'change' },
  versioned: true,
  params: ById,
  body: PartOf(ProductInput),
  answer: Product,
  refusals: ['product.not_found', 'vendor.not_found', 'product.code_taken', 'product.external_key_taken'],
});

export const deleteProduct = endpoint({
  id: 'deleteProduct',
  method: 'DELETE',
  path: '/products/{id}',
  tag: 'Catalog',
  summary: 'Delete a product that stands on no line',
  access: { area: 'catalog', level: 'delete' },
  versioned: true,
  params: ById,
  answer: Type.Null(),
  status: 204,
  refusals: ['product.not_found', 'product.in_use'],
});
