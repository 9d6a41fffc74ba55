import { action, page, type Route } from '#src/platform/http/route.ts'
import { contactPolicy, correctContact, takeBackContact } from '../../directory/public.ts'
import { schoolInPlace, showContacts } from '../features/correct-contacts/contacts-page.tsx'
import {
  sendCorrect,
  sendTakeBack,
  showCorrect,
  showTakeBack,
} from '../features/correct-contacts/correct-contact-page.tsx'
import { addPerson } from '../features/manage-people/add-person.ts'
import { sendAddPerson, showAddPerson } from '../features/manage-people/add-person-page.tsx'
import { changeRole } from '../features/manage-people/change-role.ts'
import { sendChangeRole, showChangeRole } from '../features/manage-people/change-role-page.tsx'
import { showPeople } from '../features/manage-people/people-page.tsx'
import { removePerson } from '../features/manage-people/remove-person.ts'
import { sendRemoval, showRemoval } from '../features/manage-people/remove-person-page.tsx'
import { restorePerson } from '../features/restore-person/restore-person.ts'
import { sendRestoration, showRestoration } from '../features/restore-person/restore-person-page.tsx'
import { peoplePolicy } from '../memberships/people-policy.ts'
import { placeInPath } from '../memberships/place.ts'

const seen = { feature: 'manage-people', policy: peoplePolicy.see, load: placeInPath } as const
const managed = { ...seen, policy: peoplePolicy.manage } as const
const restored = { ...managed, feature: 'restore-person' } as const

const contacts = { feature: 'correct-contacts', policy: contactPolicy.correct, load: schoolInPlace } as const

/** Who has access to an organisation, and how a school is reached. */
export const peopleRoutes = [
  page('GET /organisations/:organisationId/people', { ...seen, handle: showPeople }),
  page('GET /organisations/:organisationId/people/add', { ...managed, handle: showAddPerson }),
  action('POST /organisations/:organisationId/people/add', {
    ...managed,
    commands: [addPerson],
    handle: sendAddPerson,
  }),
  page('GET /organisations/:organisationId/people/:membershipId/role', { ...managed, handle: showChangeRole }),
  action('POST /organisations/:organisationId/people/:membershipId/role', {
    ...managed,
    commands: [changeRole],
    handle: sendChangeRole,
  }),
  // Everybody may leave; whom else somebody may remove, the page and the command know.
  page('GET /organisations/:organisationId/people/:membershipId/removal', { ...seen, handle: showRemoval }),
  action('POST /organisations/:organisationId/people/:membershipId/removal', {
    ...seen,
    commands: [removePerson],
    handle: sendRemoval,
  }),
  page('GET /organisations/:organisationId/people/:membershipId/restoration', {
    ...restored,
    handle: showRestoration,
  }),
  action('POST /organisations/:organisationId/people/:membershipId/restoration', {
    ...restored,
    commands: [restorePerson],
    handle: sendRestoration,
  }),
  page('GET /organisations/:organisationId/contacts', {
    ...contacts,
    policy: peoplePolicy.see,
    handle: showContacts,
  }),
  page('GET /organisations/:organisationId/contacts/:channel', { ...contacts, handle: showCorrect }),
  action('POST /organisations/:organisationId/contacts/:channel', {
    ...contacts,
    commands: [correctContact],
    handle: sendCorrect,
  }),
  page('GET /organisations/:organisationId/contacts/:channel/gias', { ...contacts, handle: showTakeBack }),
  action('POST /organisations/:organisationId/contacts/:channel/gias', {
    ...contacts,
    commands: [takeBackContact],
    handle: sendTakeBack,
  }),
] satisfies readonly Route[]
