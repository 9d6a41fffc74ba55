import type { Page } from '#src/platform/http/route.ts'
import { countText } from './count-text.ts'
import { useFrame } from './frame.ts'
import type { Html } from './govuk-types.ts'
import { page } from './layout.tsx'

type Progress = {
  readonly title: string
  readonly done: number
  /** Null while nobody knows how much there is. */
  readonly total: number | null
  /** What is counted, such as "rows read". */
  readonly unit: string
  readonly back?: string
  readonly children?: Html
}

/**
 * Long work, for as long as it runs. When it is finished the same address shows something else. With JavaScript the page
 * follows by itself; without it a link looks again: a page that reloads by a timer loses people their place (WCAG 2.2.1).
 */
export const progressPage = ({ title, done, total, unit, back, children }: Progress): Page =>
  page(
    { title, ...(back ? { back } : {}) },
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <div data-module="app-progress">
        <p class="govuk-body-l">{doneText(done, total, unit)}</p>
        {total === null || total === 0 ? null : (
          <progress class="app-progress" value={String(done)} max={String(total)} aria-label={title} />
        )}
      </div>
      <LookAgain />
      <p class="govuk-body">You can leave this page. The work goes on, and this address shows how far it is.</p>
      {children ?? null}
    </>,
  )

function doneText(done: number, total: number | null, unit: string): string {
  const count = countText(done)
  if (total === null || total === 0) return `${count} ${unit}`
  return `${count} of ${countText(total)} ${unit} (${Math.floor((100 * Math.min(done, total)) / total)}%)`
}

const LookAgain = (): Html => (
  <p class="govuk-body">
    <a class="govuk-link" href={useFrame().path}>
      See how far it is now
    </a>
  </p>
)
