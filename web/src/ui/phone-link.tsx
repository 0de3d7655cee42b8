/** A number that is called by a click. */
export function PhoneLink({ phone }: { phone: string }) {
  return (
    <a href={`tel:${phone.replaceAll(/[^\d+]/g, '')}`} className="numbers">
      {phone}
    </a>
  );
}
