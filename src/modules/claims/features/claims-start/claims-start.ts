import { londonDate } from '#src/kit/dates.ts'
import { type Reply, show, type WebRequest } from '#src/platform/http/route.ts'
import { organisationNames } from '../../../directory/public.ts'
import { figuresOn } from '../../years/figures-queries.ts'
import { windowState, windowThatCounts } from '../../years/window-rules.ts'
import { allWindows, claimYear, ratesOf } from '../../years/years-queries.ts'
import { startPage } from './claims-start-page.tsx'

/** What the service is, who may claim, what one needs and when; for those who are signed in, their schools first. */
export async function showStart({ db, actor, now }: WebRequest): Promise<Reply> {
  const windows = await allWindows(db)
  const counts = windowThatCounts(windows, londonDate(now))
  const rules = counts === null ? null : await claimYear(db, counts.year)
  const names = await organisationNames(db, [...actor.ownOrganisations])
  const places = [...names.values()].filter(({ kind }) => kind === 'school' || kind === 'trust')
  return show(
    startPage({
      ...{ rules, isSignedIn: actor.accountId !== null },
      windows: windows.filter((window) => windowState(window, londonDate(now)) !== 'past'),
      rates: counts === null ? null : await ratesOf(db, counts.year, now),
      supportAnswers: (await figuresOn(db, now))['support-answers'],
      places: places.toSorted((one, other) => one.name.localeCompare(other.name, 'en-GB')),
    }),
  )
}
