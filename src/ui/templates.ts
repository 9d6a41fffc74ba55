import { join } from 'node:path'
import nunjucks from 'nunjucks'
import { remembered } from './remembered.ts'
import { repository } from './repository.ts'

/** The official templates, and beside them the one of ours. */
const FOLDERS = [join(repository, 'node_modules/govuk-frontend/dist'), join(repository, 'src/ui')]

/** Templates name each other by relative paths, over and over: each is worked out once. */
const loader = new nunjucks.FileSystemLoader(FOLDERS)
const resolveTemplate = loader.resolve
const resolved = remembered<string>()
loader.resolve = (from, to) => resolved(`${from}\0${to}`, () => resolveTemplate(from, to))

/** As GOV.UK Frontend renders its own published fixtures; without the two, pages are half white space. */
export const TEMPLATE_OPTIONS = { autoescape: true, trimBlocks: true, lstripBlocks: true }

/**
 * Nunjucks over the official templates, with the language's own `trim`: that of Nunjucks is quadratic in white space and
 * takes nine tenths of a form page's time. templates.test.ts holds both to the same bytes.
 */
export const environment = new nunjucks.Environment(loader, TEMPLATE_OPTIONS)

environment.addFilter('trim', (value: unknown) => {
  const trimmed = String(value ?? '').trim()
  return value instanceof nunjucks.runtime.SafeString ? new nunjucks.runtime.SafeString(trimmed) : trimmed
})

/** A component's official template, from options that hold no JSX any more. */
export const official = (name: string) => {
  const template = environment.getTemplate(`govuk/components/${name}/template.njk`, true)
  return (params: unknown): string => template.render({ params }).trim()
}
