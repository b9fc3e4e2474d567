import * as z from "zod";
import { plainText, webAddress } from "../headlines.ts";

const Seen = z.string().transform((text, context): number => {
  const at = Date.parse(text.replace(/^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/, "$1-$2-$3T$4:$5:$6Z"));
  if (/^\d{8}T\d{6}Z$/.test(text) && !Number.isNaN(at)) return at;
  context.issues.push({ code: "custom", message: "an instant like 20261120T114500Z", input: text });
  return z.NEVER;
});

const Link = z.string().transform((text, context): string => {
  const link = webAddress(text);
  if (link !== undefined) return link;
  context.issues.push({ code: "custom", message: "a web address", input: text });
  return z.NEVER;
});

/** An article somebody else published; the time is when it was seen. */
export const Article = z
  .object({
    url: Link,
    title: z
      .string()
      .transform(plainText)
      .refine((title) => title !== "", "a headline"),
    seendate: Seen,
    domain: z
      .string()
      .max(100)
      .regex(/^[\w.-]*$/)
      .default(""),
  })
  .transform(({ url, title, seendate, domain }) => ({ link: url, title, at: seendate, publisher: domain }));

/** Where nothing was found there is no list at all. */
export const Articles = z
  .strictObject({ articles: z.array(z.unknown()).default([]) })
  .transform(({ articles }) => articles);
