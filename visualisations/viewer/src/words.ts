/** The words that the page gives the viewer, in its language. */
export class Words {
  constructor(private readonly known: { readonly [code: string]: string }) {}

  /** The sentence of a code, with `{name}` filled in. Throws for a code that the page does not give. */
  say(code: string, values: { readonly [name: string]: string | number } = {}): string {
    const found = this.known[code];
    if (found === undefined) throw new Error(`the page gives no words for ${code}`);
    return found.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
  }
}
