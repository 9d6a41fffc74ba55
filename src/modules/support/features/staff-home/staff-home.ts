import { type Reply, show, type WebRequest } from '#src/platform/http/route.ts'
import { openTaskCounts, openTasks } from '../../../access/public.ts'
import { schoolCounts } from '../../../directory/public.ts'
import { staffHomePage } from './page.tsx'

/** Where staff begin: what they may do, and how the registry stands. */
export const showStaffHome = async ({ db, actor }: WebRequest): Promise<Reply> =>
  show(staffHomePage({ actor, schools: await schoolCounts(db), waiting: openTasks(await openTaskCounts(db)) }))
