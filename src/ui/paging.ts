/** Rows of a list shown at a time (the claims service's design history; standards 1.3). */
const ROWS_PER_PAGE = 25

export type Paging = {
  /** From 1. */
  readonly page: number
  readonly pages: number
  readonly offset: number
  readonly limit: number
  readonly total: number
}

/** The page asked for by `?page=`; null when there is no such page, which is answered by a redirect to the first. */
export function paging(asked: string | undefined, total: number, rows: number = ROWS_PER_PAGE): Paging | null {
  const pages = Math.max(1, Math.ceil(total / rows))
  const page = Number(/^[1-9][0-9]{0,8}$/.exec(asked ?? '1')?.[0] ?? 0)
  return page < 1 || page > pages ? null : { page, pages, offset: (page - 1) * rows, limit: rows, total }
}

/** The end of a page's title: " (page 2 of 9)", and nothing when there is one page. */
export const pageOfPages = ({ page, pages }: Paging): string => (pages > 1 ? ` (page ${page} of ${pages})` : '')

/** The same address with another page, and the rest of its query kept. The first page needs no number. */
export function hrefOfPage(path: string, query: Readonly<Record<string, string>>, page: number): string {
  const { page: _asked, ...rest } = query
  const search = new URLSearchParams(page === 1 ? rest : { ...rest, page: String(page) }).toString()
  return search === '' ? path : `${path}?${search}`
}
