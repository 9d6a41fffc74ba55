import { identitiesOf } from '#src/modules/access/identities/identities-store.ts'
import type { Reader } from '#src/platform/db/database.ts'
import type { Mount } from '#src/platform/http/mounts.ts'
import { DOORS, type DoorName } from '#src/platform/oidc/sign-in-port.ts'
import type { DoorsConfig } from '../../config-doors.ts'
import { API_FAULTS, type ApiFault, apiFaultSwitch, FAULTS, type Fault, faultSwitch } from './faults.ts'
import type { Misbehaving } from './faults-page.tsx'
import { LOCAL_ISSUER } from './issuer-name.ts'
import { localDfeApi } from './local-dfe-api.ts'
import { LOCAL_DOORS } from './local-doors.ts'
import { localIssuer } from './local-issuer.ts'
import { dfeSignInPeople, oneLoginPeople } from './local-people.ts'
import type { LocalPerson } from './local-person.ts'

type Options = { readonly baseUrl: string; readonly db: Reader; readonly configured: DoorsConfig }

/** The services that stand in for those that are not configured, and the switches with which they misbehave. */
export function localServices({ baseUrl, db, configured }: Options) {
  const people: Readonly<Record<DoorName, () => Promise<readonly LocalPerson[]>>> = {
    staff: () => identitiesOf(db, LOCAL_ISSUER),
    'dfe-sign-in': () => dfeSignInPeople(db),
    'one-login': async () => oneLoginPeople,
  }
  const switches = { staff: faultSwitch(), 'dfe-sign-in': faultSwitch(), 'one-login': faultSwitch() }
  const apiFaults = apiFaultSwitch()
  const missing = DOORS.filter((door) => configured[door] === null)
  const mounts: readonly Mount[] = [
    ...missing.map((door) => localIssuer({ door, baseUrl, people: people[door], faults: switches[door] })),
    ...(missing.includes('dfe-sign-in') ? [localDfeApi({ people: people['dfe-sign-in'], faults: apiFaults })] : []),
  ]
  const services: readonly Misbehaving[] = [
    ...DOORS.map((door) => misbehavingDoor(door, switches[door])),
    {
      at: '/dev/sign-in-service/dfe-sign-in-api',
      title: 'API of DfE Sign-in',
      faults: API_FAULTS,
      fault: () => apiFaults.fault,
      choose(fault) {
        if (isApiFault(fault)) apiFaults.fault = fault
      },
    },
  ]
  return { mounts, services }
}

const misbehavingDoor = (door: DoorName, switched: { fault: Fault }): Misbehaving => ({
  at: door === 'staff' ? '/dev/sign-in-service' : `/dev/sign-in-service/${door}`,
  title: door === 'staff' ? 'Sign-in service' : LOCAL_DOORS[door].name,
  faults: FAULTS,
  fault: () => switched.fault,
  choose(fault) {
    if (isFault(fault)) switched.fault = fault
  },
})

const isFault = (name: string): name is Fault => name in FAULTS
const isApiFault = (name: string): name is ApiFault => name in API_FAULTS
