import { PasswordInput, TextInput } from '@mantine/core';

type Person = { name: string; email: string; password: string };
type OwnerFieldsProps = {
  person: Person;
  fault: (field: string) => string | undefined;
  onChange: (part: Partial<Person>) => void;
};

export function OwnerFields({ person, fault, onChange }: OwnerFieldsProps) {
  return (
    <>
      <TextInput
        label="Your name"
        autoComplete="name"
        required
        autoFocus
        value={person.name}
        error={fault('name')}
        onChange={({ currentTarget }) => onChange({ name: currentTarget.value })}
      />
      <TextInput
        label="E-mail"
        description="You sign in with it."
        type="email"
        autoComplete="username"
        required
        value={person.email}
        error={fault('email')}
        onChange={({ currentTarget }) => onChange({ email: currentTarget.value })}
      />
      <PasswordInput
        label="Password"
        description="12 characters or more; a few words do well."
        autoComplete="new-password"
        required
        value={person.password}
        error={fault('password')}
        onChange={({ currentTarget }) => onChange({ password: currentTarget.value })}
      />
    </>
  );
}
