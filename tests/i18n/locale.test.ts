import { describe, expect, it } from "vitest";
import { languageOfTag, localesOf } from "../../src/i18n/locale.ts";

describe("a reader's language", () => {
  it("is one locale, or both with English first", () => {
    expect(localesOf("en")).toEqual(["en"]);
    expect(localesOf("zh")).toEqual(["zh"]);
    expect(localesOf("both")).toEqual(["en", "zh"]);
  });

  it.each(["zh", "zh-CN", "zh_TW.UTF-8", "ZH-hant", "zh-Hans-SG"])("is Chinese for the client locale %s", (tag) => {
    expect(languageOfTag(tag)).toBe("zh");
  });

  it.each(["en", "en-US", "de_DE.UTF-8", "C", "", "zha", "x-zh"])("is English for the client locale “%s”", (tag) => {
    expect(languageOfTag(tag)).toBe("en");
  });
});
