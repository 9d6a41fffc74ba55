/** Why nobody could say: the scanner was down or slow, or answered what nobody understands. */
export type ScanSilence = 'down' | 'slow' | 'malformed'

export type ScanVerdict =
  | { readonly kind: 'clean' }
  /** `finding` is the scanner's name for what it found. */
  | { readonly kind: 'infected'; readonly finding: string }
  /** More than the scanner takes: it stays unread, as if it were infected. */
  | { readonly kind: 'too-large' }
  /** Nothing may rest on it: the same file is scanned again later. */
  | { readonly kind: 'unavailable'; readonly why: ScanSilence }

/** Looks for viruses in what people upload. Nobody opens a file before it has answered `clean`. */
export type VirusScan = {
  readonly scan: (content: AsyncIterable<Buffer>) => Promise<ScanVerdict>
}
