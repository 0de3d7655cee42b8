const camelCased = new Map<string, string>();

export function camelCase(name: string): string {
  let field = camelCased.get(name);
  if (field === undefined) {
    field = name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
    camelCased.set(name, field);
  }
  return field;
}

export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
