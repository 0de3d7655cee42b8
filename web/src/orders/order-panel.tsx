export type OrderPanelProps = {
  id: number;
  onClose: () => void;
  /** Go along the list beneath, where there is one. */
  onNext?: (() => void) | undefined;
  onPrevious?: (() => void) | undefined;
};

/** An order beside the list it was opened from. */
export function OrderPanel({ id }: OrderPanelProps) {
  return <aside aria-label={`Order ${id}`} />;
}
