/** Whether this browser can read barcodes with its camera. */
export function canReadByCamera(): boolean {
  return 'BarcodeDetector' in window && navigator.mediaDevices !== undefined;
}
