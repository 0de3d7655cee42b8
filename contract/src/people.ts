import { type Static, Type } from 'typebox';
import { Preferences } from './calendar.ts';
import { areas, endpoint, levels } from './endpoint.ts';
import {
  ById,
  Email,
  Fields,
  Id,
  IsoDate,
  ListQuery,
  Name,
  Nullable,
  OneOf,
  PageOf,
  PartOf,
  Version,
} from './fields.ts';
import type { RefusalTexts } from './refusal-text.ts';

export const peopleRefusals = {
  'access.sign_in_needed': { status: 401, says: 'Sign in, or send an API key.' },
  'access.denied': { status: 403, says: 'This needs the right to {level} in {area}; you have {has}.' },
  'sign_in.failed': { status: 401, says: 'The e-mail address or the password is not right.' },
  'sign_in.too_many': { status: 429, says: 'Too many failed tries to sign in. Try again in {minutes} minutes.' },
  'sign_in.busy': {
    status: 503,
    says: 'Too many people are signing in at this moment; nothing was changed. Try again in a moment.',
  },
  'access.user_needed': { status: 403, says: 'Only a user can do this, not an API key.' },
  'studio.already_set_up': { status: 409, says: 'This studio already has its owner. Sign in instead.' },
  'user.not_found': { status: 404, says: 'There is no user {id}.' },
  'user.email_taken': { status: 409, says: 'There is already a user with the e-mail address {email}.' },
  'user.last_owner': { status: 409, says: 'A studio needs an active owner; {name} is the last one.' },
  'user.password_weak': { status: 422, says: 'The password needs {rule}.' },
  'user.password_wrong': { status: 422, says: 'The current password is not right.' },
  'user.rights_beyond_own': { status: 403, says: 'You cannot give more rights in {area} than your own ({has}).' },
  'user.owners_only': { status: 403, says: 'Only an owner can make an owner or change one.' },
  'user.own_password': { status: 422, says: 'Change your own password by giving the current one as well.' },
  'department.not_found': { status: 404, says: 'There is no department {id}.' },
  'department.name_taken': { status: 409, says: 'There is already a department called {name}.' },
  'api_key.not_found': { status: 404, says: 'There is no API key {id}.' },
} as const satisfies RefusalTexts;

const Level = OneOf(levels);

/** A right per area; an area left out has none. */
export const Rights = Fields(
  Object.fromEntries(areas.map((area) => [area, Type.Optional(Level)])) as Record<
    (typeof areas)[number],
    ReturnType<typeof Type.Optional<typeof Level>>
  >,
  'Rights',
);
export type Rights = Static<typeof Rights>;

const Password = Type.String({ minLength: 1, maxLength: 200 });

export const User = Fields(
  {
    id: Id,
    name: Name,
    email: Email,
    isOwner: Type.Boolean({ description: 'Owners have every right.' }),
    isActive: Type.Boolean(),
    rights: Rights,
    departmentIds: Type.Array(Id),
    version: Version,
  },
  'User',
);
export type User = Static<typeof User>;

const UserInput = Fields({
  name: Name,
  email: Email,
  password: Password,
  isOwner: Type.Optional(Type.Boolean()),
  rights: Type.Optional(Rights),
  departmentIds: Type.Optional(Type.Array(Id, { uniqueItems: true, maxItems: 100 })),
});

const { studioName, timeZone, currency, locale, workWeek, paperSize } = Preferences.properties;
const FirstPreferences = Fields({ studioName, timeZone, currency, locale, workWeek, paperSize });

export const getSetup = endpoint({
  id: 'getSetup',
  method: 'GET',
  path: '/setup',
  tag: 'People',
  summary: 'Whether the studio still needs its owner',
  access: 'public',
  answer: Fields({ needsOwner: Type.Boolean() }),
});

export const setUp = endpoint({
  id: 'setUp',
  method: 'POST',
  path: '/setup',
  tag: 'People',
  summary: 'Create the owner of a new studio',
  description: 'Works once, while there is no owner. The preferences sent are set with it. Answers signed in.',
  access: 'public',
  carriesSecret: true,
  body: Fields({ name: Name, email: Email, password: Password, ...PartOf(FirstPreferences).properties }),
  answer: User,
  status: 201,
  refusals: [
    ...(['studio.already_set_up', 'user.email_taken', 'user.password_weak', 'sign_in.busy'] as const),
    ...(['preferences.unknown_time_zone', 'preferences.unknown_currency', 'preferences.unknown_locale'] as const),
    'calendar.no_business_day',
  ],
});

export const signIn = endpoint({
  id: 'signIn',
  method: 'POST',
  path: '/sign-in',
  tag: 'People',
  summary: 'Sign in with e-mail address and password',
  access: 'public',
  carriesSecret: true,
  body: Fields({ email: Type.String({ maxLength: 254 }), password: Password }),
  answer: User,
  refusals: ['sign_in.failed', 'sign_in.too_many', 'sign_in.busy'],
});

export const signOut = endpoint({
  id: 'signOut',
  method: 'POST',
  path: '/sign-out',
  tag: 'People',
  summary: 'Sign out',
  access: 'signed-in',
  answer: Type.Null(),
  status: 204,
});

export const Me = Fields(
  {
    kind: OneOf(['user', 'api_key']),
    name: Type.String(),
    user: Nullable(User),
    rights: Rights,
    today: IsoDate,
  },
  'Me',
);
export type Me = Static<typeof Me>;

export const getMe = endpoint({
  id: 'getMe',
  method: 'GET',
  path: '/me',
  tag: 'People',
  summary: 'Who is asking, with their rights',
  description: '`today` is the date in the studio’s time zone.',
  access: 'signed-in',
  answer: Me,
});

export const updateMe = endpoint({
  id: 'updateMe',
  method: 'PATCH',
  path: '/me',
  tag: 'People',
  summary: 'Change the own name',
  access: 'signed-in',
  versioned: true,
  body: PartOf(Fields({ name: Name })),
  answer: User,
  refusals: ['access.user_needed', 'user.not_found'],
});

export const changePassword = endpoint({
  id: 'changePassword',
  method: 'POST',
  path: '/me/password',
  tag: 'People',
  summary: 'Change the own password',
  description: 'Signs out everywhere else.',
  access: 'signed-in',
  carriesSecret: true,
  body: Fields({ currentPassword: Password, newPassword: Password }),
  answer: Type.Null(),
  status: 204,
  refusals: ['access.user_needed', 'user.password_wrong', 'user.password_weak', 'sign_in.too_many', 'sign_in.busy'],
});

const PeopleQuery = Fields({ ...ListQuery.properties, active: Type.Optional(Type.Boolean()) });

export const listUsers = endpoint({
  id: 'listUsers',
  method: 'GET',
  path: '/users',
  tag: 'People',
  summary: 'Users by name',
  access: 'signed-in',
  query: PeopleQuery,
  answer: PageOf(User),
});

export const addUser = endpoint({
  id: 'addUser',
  method: 'POST',
  path: '/users',
  tag: 'People',
  summary: 'Add a user',
  access: { area: 'people', level: 'add' },
  carriesSecret: true,
  body: UserInput,
  answer: User,
  status: 201,
  refusals: [
    'user.email_taken',
    'user.password_weak',
    'user.rights_beyond_own',
    'user.owners_only',
    'department.not_found',
    'sign_in.busy',
  ],
});

export const getUser = endpoint({
  id: 'getUser',
  method: 'GET',
  path: '/users/{id}',
  tag: 'People',
  summary: 'One user',
  access: 'signed-in',
  params: ById,
  answer: User,
  refusals: ['user.not_found'],
});

export const updateUser = endpoint({
  id: 'updateUser',
  method: 'PATCH',
  path: '/users/{id}',
  tag: 'People',
  summary: 'Change a user',
  description: 'A user made inactive, or given a new password, is signed out everywhere.',
  access: { area: 'people', level: 'change' },
  versioned: true,
  carriesSecret: true,
  params: ById,
  body: PartOf(Fields({ ...UserInput.properties, isActive: Type.Boolean() })),
  answer: User,
  refusals: [
    ...(['user.not_found', 'user.email_taken', 'user.password_weak', 'user.own_password', 'user.last_owner'] as const),
    ...(['user.rights_beyond_own', 'user.owners_only', 'department.not_found', 'sign_in.busy'] as const),
  ],
});

export const Department = Fields({ id: Id, name: Name, isActive: Type.Boolean(), version: Version }, 'Department');
export type Department = Static<typeof Department>;

export const listDepartments = endpoint({
  id: 'listDepartments',
  method: 'GET',
  path: '/departments',
  tag: 'People',
  summary: 'Departments by name',
  access: 'signed-in',
  query: PeopleQuery,
  answer: PageOf(Department),
});

export const addDepartment = endpoint({
  id: 'addDepartment',
  method: 'POST',
  path: '/departments',
  tag: 'People',
  summary: 'Add a department',
  access: { area: 'people', level: 'add' },
  body: Fields({ name: Name }),
  answer: Department,
  status: 201,
  refusals: ['department.name_taken'],
});

export const updateDepartment = endpoint({
  id: 'updateDepartment',
  method: 'PATCH',
  path: '/departments/{id}',
  tag: 'People',
  summary: 'Change a department',
  access: { area: 'people', level: 'change' },
  versioned: true,
  params: ById,
  body: PartOf(Fields({ name: Name, isActive: Type.Boolean() })),
  answer: Department,
  refusals: ['department.not_found', 'department.name_taken'],
});
