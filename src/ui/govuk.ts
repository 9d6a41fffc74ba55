import { raw } from 'hono/html'
import type * as options from './govuk-types.ts'
import type { Html } from './govuk-types.ts'
import { keptHtml, type Render } from './kept-html.ts'
import { tableHtml } from './table-html.ts'
import { official } from './templates.ts'

/** A component of GOV.UK Frontend as a JSX component: the official template renders it, from typed options. */
const component =
  <Options extends object>(name: string, render: Render = official(name)) =>
  (given: Options): Html =>
    raw(render(membersWithMarkup(given)))

/** The same, for one that comes again and again with the same options, what is typed into it aside. */
const repeated = <Options extends object>(name: string) => component<Options>(name, keptHtml(official(name)))

export const BackLink = repeated<options.BackLinkOptions>('back-link')
export const Breadcrumbs = repeated<options.BreadcrumbsOptions>('breadcrumbs')
export const Button = repeated<options.ButtonOptions>('button')
export const CharacterCount = repeated<options.CharacterCountOptions>('character-count')
export const Checkboxes = component<options.CheckboxesOptions>('checkboxes')
export const DateInput = repeated<options.DateInputOptions>('date-input')
export const Details = component<options.DetailsOptions>('details')
export const ErrorSummary = component<options.ErrorSummaryOptions>('error-summary')
export const FileUpload = component<options.FileUploadOptions>('file-upload')
export const Footer = repeated<options.FooterOptions>('footer')
export const Input = repeated<options.InputOptions>('input')
export const InsetText = component<options.InsetTextOptions>('inset-text')
export const NotificationBanner = component<options.NotificationBannerOptions>('notification-banner')
export const Pagination = repeated<options.PaginationOptions>('pagination')
export const Panel = component<options.PanelOptions>('panel')
export const PhaseBanner = repeated<options.PhaseBannerOptions>('phase-banner')
export const Radios = component<options.RadiosOptions>('radios')
export const Select = component<options.SelectOptions>('select')
export const ServiceNavigation = repeated<options.ServiceNavigationOptions>('service-navigation')
export const SummaryList = component<options.SummaryListOptions>('summary-list')
/** Cells keep their JSX: a table makes its own way of long lists. */
export const Table = ({ rows, ...rest }: options.TableOptions): Html =>
  raw(tableHtml({ ...membersWithMarkup(rest), rows }))
export const Tag = repeated<options.TagOptions>('tag')
export const TaskList = component<options.TaskListOptions>('task-list')
export const Textarea = repeated<options.TextareaOptions>('textarea')
export const WarningText = component<options.WarningTextOptions>('warning-text')

/** Options with their JSX turned into text, which the templates mark as safe where they expect markup. */
function membersWithMarkup(given: object): Readonly<Record<string, unknown>> {
  const members: Record<string, unknown> = {}
  for (const [name, member] of Object.entries(given)) {
    members[name] = typeof member === 'object' && member !== null ? withMarkup(member) : member
  }
  return members
}

function withMarkup(value: object): unknown {
  if (Array.isArray(value))
    return value.map((member) => (typeof member === 'object' && member ? withMarkup(member) : member))
  return 'isEscaped' in value ? value.toString() : membersWithMarkup(value)
}
