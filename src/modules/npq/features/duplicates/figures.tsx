import { dateText, Temporal } from '#src/kit/dates.ts'
import { LineChart } from '#src/ui/chart.tsx'
import { countText } from '#src/ui/count-text.ts'
import { Details } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { WideTable } from '#src/ui/wide-table.tsx'
import { type Course, courseText } from '../../courses/course.ts'
import type { Counted } from '../../duplicates/duplicate-report-queries.ts'
import {
  type Dimension,
  gapText,
  legitimateText,
  MEASURES,
  type Measure,
  measureText,
  nearestText,
  shareOf,
} from '../../duplicates/duplicate-rules.ts'
import type { Chosen } from './choices.ts'
import { by, wholeOf } from './whole.ts'

export const PATH = '/staff/npq/duplicates'

type Props = {
  readonly chosen: Chosen
  readonly counted: readonly Counted[]
  readonly changes: readonly { readonly kind: string; readonly count: number }[]
  readonly courses: ReadonlyMap<string, Course>
  readonly providers: ReadonlyMap<string, { readonly name: string }>
}

/** All that the report says of a period in which somebody registered. */
export const Figures = (props: Props): Html => (
  <>
    <h2 class="govuk-heading-m">The measures of the study</h2>
    <Measures {...props} />
    <h2 class="govuk-heading-m">Each registration once</h2>
    <p class="govuk-body">By the earlier registration that differs least. These figures add up to all registrations.</p>
    <By {...props} dimension="nearest" caption="By the nearest earlier registration" names={nearestText} isLinked />
    <By {...props} dimension="legitimate" caption="Repeats that are no duplicates, and why" names={legitimateText} />
    <h2 class="govuk-heading-m">Week by week</h2>
    <Weeks {...props} />
    <h2 class="govuk-heading-m">Changes in place</h2>
    <Changes {...props} />
    <h2 class="govuk-heading-m">Where and when</h2>
    <Details summaryText="By course, provider, setting and time" html={<Dimensions {...props} />} />
    <p class="govuk-body">
      <a class="govuk-link" href={`${PATH}/file?${new URLSearchParams(props.chosen.query)}`}>
        Download the repeated registrations (CSV)
      </a>
    </p>
  </>
)

const number = (text: string) => ({ text, format: 'numeric' as const })
const listHref = (chosen: Chosen, only: string, likely: boolean): string =>
  `${PATH}/registrations?${new URLSearchParams({ ...chosen.query, only, ...(likely ? { likely: 'yes' } : {}) })}`

const Measures = ({ chosen, counted }: Props): Html => {
  const [all, likely] = [wholeOf(counted, 'all'), wholeOf(counted, 'likely')]
  const total = all?.registrations ?? 0
  const row = (measure: Measure) => {
    const [counts, without] = [all?.counts[measure] ?? 0, likely?.counts[measure] ?? 0]
    const { name, in2023 } = measureText[measure]
    return [
      { html: <Link href={listHref(chosen, measure, false)} text={name} /> },
      number(countText(counts)),
      number(`${shareOf(counts, total)}%`),
      number(in2023 === null ? 'Not given' : `${in2023.toFixed(1)}%`),
      { html: <Link href={listHref(chosen, measure, true)} text={countText(without)} />, format: 'numeric' as const },
      number(`${shareOf(without, total)}%`),
    ]
  }
  return (
    <>
      <WideTable
        caption="Registrations that repeat an earlier one"
        captionClasses="govuk-table__caption--s"
        firstCellIsHeader
        head={[
          { text: 'Measure' },
          ...['Registrations', 'Share', 'Study of 2023', 'Likely duplicates', 'Share'].map(number),
        ]}
        rows={MEASURES.map(row)}
      />
      <p class="govuk-body">
        A registration can count for several measures, so they cannot be added. Counted once, {countText(all?.any ?? 0)}{' '}
        registrations ({shareOf(all?.any ?? 0, total)}%) count for at least one of the first six, and{' '}
        {countText(likely?.any ?? 0)} ({shareOf(likely?.any ?? 0, total)}%) are likely duplicates: without repeats that
        have a good reason.
      </p>
    </>
  )
}

const Link = ({ href, text }: { readonly href: string; readonly text: string }): Html => (
  <a class="govuk-link" href={href}>
    {text}
  </a>
)

type ByProps = Props & {
  readonly dimension: Dimension
  readonly caption: string
  /** The words of each key; a key without words stands for itself. */
  readonly names: Readonly<Record<string, string>>
  readonly isLinked?: boolean
}

const By = ({ chosen, counted, dimension, caption, names, isLinked = false }: ByProps): Html => {
  const rows = by(counted, 'all', dimension)
  const total = wholeOf(counted, 'all')?.registrations ?? 0
  if (rows.length === 0) return <p class="govuk-body">{caption}: none in this period.</p>
  return (
    <WideTable
      caption={caption}
      captionClasses="govuk-table__caption--s"
      firstCellIsHeader
      head={[{ text: 'Which' }, ...['Registrations', 'Share', 'Full duplicates', 'Repeats in all'].map(number)]}
      rows={rows.map(({ key, registrations, counts, any }) => {
        const text = names[key] ?? key
        const isList = isLinked && key !== 'first'
        return [
          isList ? { html: <Link href={listHref(chosen, key, false)} text={text} /> } : { text },
          ...[countText(registrations), `${shareOf(registrations, total)}%`, countText(counts.d1), countText(any)].map(
            number,
          ),
        ]
      })}
    />
  )
}

/** Lines that the drawing can tell apart. */
const DRAWN = ['d1', 'd4', 'd5', 'd6'] as const satisfies readonly Measure[]

const Weeks = ({ counted }: Props): Html => {
  const weeks = by(counted, 'all', 'week')
  const share = (one: Counted, measure: Measure) => Number(shareOf(one.counts[measure], one.registrations))
  return (
    <>
      <LineChart
        id="by-week"
        title="Share of registrations that repeat an earlier one, per cent, week by week. The table below has the same figures"
        labels={weeks.map(({ key }) => weekText(key))}
        series={DRAWN.map((measure) => ({
          name: measureText[measure].name,
          values: weeks.map((one) => share(one, measure)),
        }))}
      />
      <Details
        summaryText="Figures week by week"
        html={
          <WideTable
            caption="Share of registrations, week by week"
            captionClasses="govuk-table__caption--s"
            firstCellIsHeader
            head={[
              { text: 'Week from' },
              number('Registrations'),
              ...DRAWN.map((one) => number(measureText[one].name)),
            ]}
            rows={weeks.map((one) => [
              { text: dateText(Temporal.PlainDate.from(one.key)) },
              number(countText(one.registrations)),
              ...DRAWN.map((measure) => number(`${share(one, measure).toFixed(1)}%`)),
            ])}
          />
        }
      />
    </>
  )
}

const weekText = (week: string): string =>
  Temporal.PlainDate.from(week).toLocaleString('en-GB', { day: 'numeric', month: 'short' })

const CHANGED = [
  ['work-details-changed', 'Work details changed'],
  ['course-changed', 'Course changed'],
  ['provider-changed', 'Provider changed'],
] as const

/** What people did instead of registering again: the measure of success. */
const Changes = ({ changes, counted }: Props): Html => {
  const total = wholeOf(counted, 'all')?.registrations ?? 0
  const countOf = (kind: string): number => changes.find((one) => one.kind === kind)?.count ?? 0
  return (
    <WideTable
      caption="Changes of a registration in the period, in place of a second one"
      captionClasses="govuk-table__caption--s"
      firstCellIsHeader
      head={[{ text: 'Change' }, number('Changes'), number('For every 100 registrations')]}
      rows={CHANGED.map(([kind, text]) => [
        { text },
        number(countText(countOf(kind))),
        number(shareOf(countOf(kind), total)),
      ])}
    />
  )
}

const Dimensions = (props: Props): Html => (
  <>
    <By
      {...props}
      dimension="course"
      caption="By course"
      names={Object.fromEntries([...props.courses].map(([key, course]) => [key, courseText(course)]))}
    />
    <By
      {...props}
      dimension="provider"
      caption="By provider"
      names={Object.fromEntries([...props.providers].map(([key, { name }]) => [key, name]))}
    />
    <By {...props} dimension="setting" caption="By work setting" names={{}} />
    <By {...props} dimension="gap" caption="By the time since the earlier one" names={gapText} />
    <By
      {...props}
      dimension="earlier"
      caption="By what had become of the earlier one"
      names={{ accepted: 'Accepted', pending: 'Not accepted yet' }}
    />
    <By
      {...props}
      dimension="changed"
      caption="Whether the earlier one had been changed before"
      names={{ yes: 'Changed', no: 'Not changed' }}
    />
    <By
      {...props}
      dimension="signed-in-by"
      caption="By the way of signing in"
      names={{ email: 'Email', 'one-login': 'GOV.UK One Login' }}
    />
  </>
)
