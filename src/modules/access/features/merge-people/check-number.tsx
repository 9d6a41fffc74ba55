import { z } from 'zod'
import type { Temporal } from '#src/kit/dates.ts'
import { parseForm } from '#src/kit/form.ts'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { type Page, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { type FormState, freshForm } from '#src/ui/form.tsx'
import {
  confirmTrn,
  lockPeople,
  lockTrn,
  NO_NUMBER,
  noteRecordStatus,
  type Person,
  PersonId,
  personById,
  personWithTrn,
  setNumber,
} from '../../../directory/public.ts'
import { accountFacts } from '../../merges/merge-facts-queries.ts'
import { ReasonSchema, reasonPage } from '../../remedies/reason-form.tsx'
import { remedyPolicy, type Treated } from '../../remedies/remedy-policy.ts'
import { numberChecked } from '../../teachers/teacher-events.ts'

const SAID = ['active', 'not-found', 'deactivated', 'merged-into'] as const

const saidText: Readonly<Record<(typeof SAID)[number], string>> = {
  active: 'in use',
  'not-found': 'not found',
  deactivated: 'deactivated',
  'merged-into': 'part of another record',
}

/**
 * Notes what the teaching record says now of the number of somebody, with a reason. A number that became another is changed; where
 * somebody else has that one already, this person is left without, so that the two can be merged.
 */
export const recheckNumber = command({
  name: 'access.recheck-trn',
  input: z.object({ personId: PersonId, accountId: z.uuid(), said: z.enum(SAID), into: z.string().nullable() }),
  refusals: ['no-reason', 'no-number'],
  records: [numberChecked.name],
  async run({ tx, actor, now, process, refuse }, { personId, accountId, said, into }) {
    const isStaff = (await accountFacts(tx, [accountId])).get(accountId)?.isStaff ?? false
    demand(remedyPolicy.treat(actor, { accountId, isStaff }))
    if (process.reason === null) refuse('no-reason')
    if (into !== null) await lockTrn(tx, into)
    const person = (await lockPeople(tx, [personId])).get(personId)
    const before = person?.trn ?? refuse('no-number')
    const after = await changeNumber(tx, { personId, before, said, into, now })
    const subjects = [
      { kind: 'account', id: accountId },
      { kind: 'person', id: personId },
    ] as const
    return { value: { after }, events: [numberChecked.of(subjects, { before, after, said: saidText[said] })] }
  },
})

type Changing = {
  readonly personId: z.output<typeof PersonId>
  readonly before: string
  readonly said: (typeof SAID)[number]
  readonly into: string | null
  readonly now: Temporal.Instant
}

/** The number that is left: the same, the one that it became, or none where somebody else has that one. */
async function changeNumber(tx: Tx, { personId, before, said, into, now }: Changing): Promise<string | null> {
  if (into === null) {
    const recordStatus = said === 'not-found' || said === 'deactivated' ? said : 'ok'
    await noteRecordStatus(tx, { personId, recordStatus, now })
    return before
  }
  const owner = await personWithTrn(tx, into)
  if (owner === null || owner.id === personId) {
    await confirmTrn(tx, { personId, trn: into, name: null, now })
    return into
  }
  await setNumber(tx, { id: personId, ...NO_NUMBER, recordStatus: 'merged', lastCheckedAt: now })
  return null
}

/** Somebody with a number, as staff see them. */
export type Numbered = Treated & { readonly person: Person; readonly name: string }

export async function loadNumbered({ db, params }: WebRequest): Promise<Numbered | null> {
  const id = z.uuid().safeParse(params['accountId'])
  const account = id.success ? (await accountFacts(db, [id.data])).get(id.data) : undefined
  const person = account?.personId ? await personById(db, account.personId) : null
  return account && person?.trn ? { accountId: account.id, isStaff: account.isStaff, person, name: account.name } : null
}

export const showCheckAgain = ({ path }: WebRequest, numbered: Numbered): Reply =>
  show(checkPage(freshForm(path), numbered, null))

/** Asks the teaching record, and notes what it says. */
export async function checkAgain(request: WebRequest, numbered: Numbered): Promise<Reply> {
  const form = freshForm(request.path)
  const parsed = parseForm(ReasonSchema, request.form)
  if (!parsed.ok) return showAgain(checkPage({ ...form, ...parsed }, numbered, null))
  const answer = await request.teachingRecord.check(numbered.person.trn ?? '')
  if (answer.kind === 'unavailable') {
    return showAgain(checkPage({ ...form, values: parsed.raw }, numbered, SILENT))
  }
  const into = answer.kind === 'merged-into' ? answer.trn : null
  const { accountId, person } = numbered
  const input = { personId: person.id, accountId, said: answer.kind, into }
  await request.withReason(parsed.values.reason).execute(recheckNumber, input)
  return redirectTo(`/people/${accountId}?done=number-checked`)
}

const SILENT = 'The teaching record does not answer at the moment. Nothing was changed. Try again in a few minutes.'

const checkPage = (form: FormState, { accountId, person, name }: Numbered, silent: string | null): Page =>
  reasonPage(
    { ...form, back: `/people/${accountId}` },
    {
      title: 'Check the teacher reference number again',
      caption: name,
      submit: 'Check the number',
      about: (
        <>
          {silent === null ? null : <p class="govuk-body govuk-!-font-weight-bold">{silent}</p>}
          <p class="govuk-body">
            We ask the teaching record what became of {person.trn}. If it has become part of another record, the number
            is changed to the other one. If somebody else here has that one, {name} is left without a number, and the
            two can be merged.
          </p>
        </>
      ),
    },
  )
