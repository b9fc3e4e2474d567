/** Shorter ones stand in every text. */
const shortest = 6;

/** Tells whether a text holds one of the secrets: plain, as part of an address, quoted, or in Base64. */
export function disguisesOf(secrets: readonly string[]): (text: string) => boolean {
  const shapes = secrets
    .filter((secret) => secret.length >= shortest)
    .flatMap((secret) => [
      secret,
      encodeURIComponent(secret),
      JSON.stringify(secret).slice(1, -1),
      Buffer.from(secret).toString("base64").replace(/=+$/, ""),
      Buffer.from(secret).toString("base64url"),
    ]);
  return (text) => shapes.some((shape) => text.includes(shape));
}
