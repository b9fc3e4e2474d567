/** An answer of the service; plain text is one with status 200. */
export type Said =
  | string
  | Buffer
  | { readonly text: string | Buffer; readonly status?: number; readonly headers?: Readonly<Record<string, string>> };

/** Answers by path, without the query; `*` answers every other path. What is not there is a 404. */
export type Routes = Readonly<Record<string, Said | ((address: string, body: string) => Said)>>;
