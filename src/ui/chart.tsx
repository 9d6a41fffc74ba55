import { countText } from './count-text.ts'
import type { Html } from './govuk-types.ts'

// Drawn on the server, without a script. Each chart stands beside a table of the same figures, which is what a screen reader
// reads: the drawing has a name and its parts have none. Series differ in dashes and marks, never in colour alone.

export type Bar = { readonly label: string; readonly value: number }

type BarChartProps = { readonly id: string; readonly title: string; readonly bars: readonly Bar[] }

const WIDTH = 900
const LABELS = 330
const FIGURES = 70
const ROW = 34

/** Bars from left to right, one below the other, each with its figure. */
export const BarChart = ({ id, title, bars }: BarChartProps): Html => {
  const most = Math.max(1, ...bars.map(({ value }) => value))
  const lengthOf = (value: number): number => Math.round(((WIDTH - LABELS - FIGURES) * value) / most)
  return (
    <svg class="app-chart" viewBox={`0 0 ${WIDTH} ${bars.length * ROW}`} role="img" aria-labelledby={id}>
      <title id={id}>{title}</title>
      {bars.map(({ label, value }, at) => (
        <g transform={`translate(0 ${at * ROW})`}>
          <text x={LABELS - 10} y={ROW * 0.65} text-anchor="end">
            {label}
          </text>
          <rect class="app-chart__bar" x={LABELS} y={ROW * 0.15} width={lengthOf(value)} height={ROW * 0.7} />
          <text x={LABELS + lengthOf(value) + 8} y={ROW * 0.65}>
            {countText(value)}
          </text>
        </g>
      ))}
    </svg>
  )
}

export type Series = { readonly name: string; readonly values: readonly number[] }

type LineChartProps = {
  readonly id: string
  readonly title: string
  /** Of the horizontal axis, one for each value. */
  readonly labels: readonly string[]
  /** At most as many as there are kinds of line. */
  readonly series: readonly Series[]
}

const LINES = ['none', '10 5', '3 4', '14 4 3 4'] as const
export const MOST_SERIES = LINES.length
const HEIGHT = 320
const EDGE = { left: 60, right: 20, top: 20, bottom: 60 + LINES.length * 24 }
const MOST_LABELS = 8

/** How figures move from week to week or month to month. */
export const LineChart = ({ id, title, labels, series }: LineChartProps): Html => {
  const most = Math.max(1, ...series.flatMap(({ values }) => values))
  const x = (at: number) => EDGE.left + ((WIDTH - EDGE.left - EDGE.right) * at) / Math.max(1, labels.length - 1)
  const y = (value: number) => EDGE.top + (HEIGHT - EDGE.top) * (1 - value / most)
  const every = Math.ceil(labels.length / MOST_LABELS)
  return (
    <svg class="app-chart" viewBox={`0 0 ${WIDTH} ${HEIGHT + EDGE.bottom}`} role="img" aria-labelledby={id}>
      <title id={id}>{title}</title>
      <path class="app-chart__axis" d={`M${EDGE.left} ${EDGE.top}V${HEIGHT}H${WIDTH - EDGE.right}`} />
      <text x={EDGE.left - 8} y={EDGE.top + 6} text-anchor="end">
        {countText(most)}
      </text>
      <text x={EDGE.left - 8} y={HEIGHT} text-anchor="end">
        0
      </text>
      {labels.map((label, at) =>
        at % every === 0 ? (
          <text x={x(at)} y={HEIGHT + 24} text-anchor={anchorOf(at, labels.length)}>
            {label}
          </text>
        ) : null,
      )}
      {series.slice(0, MOST_SERIES).map((one, at) => (
        <Line {...one} at={at} place={(value, step) => [x(step), y(value)]} />
      ))}
    </svg>
  )
}

/** Labels at the ends stay inside the drawing. */
const anchorOf = (at: number, labels: number): string => {
  if (at === 0) return 'start'
  return at === labels - 1 ? 'end' : 'middle'
}

type LineProps = Series & {
  readonly at: number
  readonly place: (value: number, step: number) => readonly [number, number]
}

const Line = ({ name, values, at, place }: LineProps): Html => {
  const points = values.map((value, step) => place(value, step).map(Math.round))
  const key = HEIGHT + 56 + at * 24
  return (
    <g class={`app-chart__line app-chart__line--${at}`} stroke-dasharray={LINES[at]}>
      <polyline points={points.map((point) => point.join(',')).join(' ')} />
      {points.map(([cx, cy]) => (
        <circle cx={cx} cy={cy} r="4" stroke-dasharray="none" />
      ))}
      <path d={`M${EDGE.left} ${key - 5}h60`} />
      <text x={EDGE.left + 70} y={key}>
        {name}
      </text>
    </g>
  )
}
