/** As much of autocannon as the benchmarks use; the package has no types. */
declare module 'autocannon' {
  type Options = {
    readonly url: string
    readonly connections: number
    readonly duration: number
    readonly workers?: number
    readonly requests?: readonly { readonly method: 'GET'; readonly headers: Readonly<Record<string, string>> }[]
  }
  type Result = {
    readonly requests: { readonly average: number }
    readonly non2xx: number
    readonly errors: number
    readonly timeouts: number
  }
  const autocannon: (options: Options) => Promise<Result>
  export = autocannon
}
