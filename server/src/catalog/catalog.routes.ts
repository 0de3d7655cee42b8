import * as api from '@printrail/contract/catalog';
import { type Route, reads, writes } from '../studio/route.ts';
import { addProduct, deleteProduct, listProducts, showProduct, updateProduct } from './products.operations.ts';
import { addVendor, deleteVendor, listVendors, showVendor, updateVendor } from './vendors.operations.ts';

export const catalogRoutes: readonly Route[] = [
  reads(api.listVendors, listVendors),
  writes(api.addVendor, addVendor),
  reads(api.getVendor, showVendor),
  writes(api.updateVendor, updateVendor),
  writes(api.deleteVendor, deleteVendor),
  reads(api.listProducts, listProducts),
  writes(api.addProduct, addProduct),
  reads(api.getProduct, showProduct),
  writes(api.updateProduct, updateProduct),
  writes(api.deleteProduct, deleteProduct),
];
