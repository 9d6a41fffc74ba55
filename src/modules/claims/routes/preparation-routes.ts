import { action, page, type Route } from '#src/platform/http/route.ts'
import {
  type ItemPlace,
  itemOfAddress,
  sendItem,
  sendItemRemoval,
  sendNew,
  showItem,
  showItemRemoval,
  showNew,
} from '../features/preparation/item.ts'
import { sendSending, showPreparation, showPrint, showSending } from '../features/preparation/preparation.ts'
import { mentorPolicy } from '../mentors/mentor-policy.ts'
import { type SchoolPlace, schoolOfAddress } from '../places/school-place.ts'
import { removePreparationItem, savePreparationItem } from '../preparation/save-preparation-item.ts'
import { sendPreparation } from '../preparation/send-preparation.ts'

const HERE = '/organisations/:organisationId/preparation'
const view = { feature: 'preparation', policy: mentorPolicy.view, load: schoolOfAddress } as const
const change = { feature: 'preparation', policy: mentorPolicy.change, load: schoolOfAddress } as const
const one = { feature: 'preparation', policy: mentorPolicy.change, load: itemOfAddress } as const

/** What a school finds out before it claims. */
export const preparationRoutes: readonly Route[] = [
  page<SchoolPlace>(`GET ${HERE}`, { ...view, handle: showPreparation }),
  page<SchoolPlace>(`GET ${HERE}/print`, { ...view, handle: showPrint }),
  page<SchoolPlace>(`GET ${HERE}/new`, { ...change, handle: showNew }),
  action<SchoolPlace>(`POST ${HERE}/new`, { ...change, commands: [savePreparationItem], handle: sendNew }),
  page<SchoolPlace>(`GET ${HERE}/sending`, { ...change, handle: showSending }),
  action<SchoolPlace>(`POST ${HERE}/sending`, { ...change, commands: [sendPreparation], handle: sendSending }),
  page<ItemPlace>(`GET ${HERE}/:preparationItemId`, { ...one, handle: showItem }),
  action<ItemPlace>(`POST ${HERE}/:preparationItemId`, { ...one, commands: [savePreparationItem], handle: sendItem }),
  page<ItemPlace>(`GET ${HERE}/:preparationItemId/removal`, { ...one, handle: showItemRemoval }),
  action<ItemPlace>(`POST ${HERE}/:preparationItemId/removal`, {
    ...one,
    commands: [removePreparationItem],
    handle: sendItemRemoval,
  }),
]
