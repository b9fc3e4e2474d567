import { describe, expect, it } from "vitest";
import { kindOfListing } from "../../src/market/instrument.ts";

describe("kindOfListing", () => {
  it.each([
    ["TWOU.O", "2U Inc. Common Stock"],
    ["AAPL.O", "Apple Inc. Common Stock"],
    ["U.N", "Unity Software Inc. Common Stock"],
    ["URI.N", "United Rentals Inc. Common Stock"],
    ["UNIT.O", "Uniti Group Inc. Common Stock"],
    ["UAL.O", "United Airlines Holdings Inc. Common Stock"],
    ["UNTY.O", "Unity Bancorp Inc. Common Stock"],
    ["ETN.N", "Eaton Corporation PLC Ordinary Shares"],
    ["ETNB.O", "89bio Inc. Common Stock"],
    ["NOTE.N", "FiscalNote Holdings Inc. Class A common stock"],
    ["PLPC.O", "Preformed Line Products Company Common Stock"],
    ["WRNT.O", "Warrantee Inc. American Depositary Shares"],
    ["BABA.N", "Alibaba Group Holding Limited American Depositary Shares each representing eight Ordinary share"],
    ["BEEP.A", "Mobile Infrastructure Corporation Common Stock"],
    ["BRK_B.N", "Berkshire Hathaway Inc."],
    ["V.N", "Visa Inc."],
    ["AVGR.O", "Avinger Inc. Common Stock"],
    ["OXBR.O", "Oxbridge Re Holdings Limited Ordinary Shares"],
    ["PEGR.O", "Project Energy Reimagined Acquisition Corp. Class A Ordinary Share"],
    ["WINV.O", "WinVest Acquisition Corp. Common Stock"],
    ["AACI.O", "Armada Acquisition Corp. I Common Stock"],
  ])("takes %s, %s, for a stock", (symbol, name) => {
    expect(kindOfListing(symbol, name)).toBe("stock");
  });

  it.each([
    ["ET.N", "Energy Transfer LP Common Units"],
    ["MPLX.N", "MPLX LP Common Units Representing Limited Partner Interests"],
    ["GEL.N", "Genesis Energy L.P. Common Units"],
    ["BIP.N", "Brookfield Infrastructure Partners LP Limited Partnership Units"],
    ["ENLC.N", "EnLink Midstream LLC Common Units representing Limited Partner Interests"],
    ["AB.N", "AllianceBernstein Holding L.P. Units"],
    ["KRP.N", "Kimbell Royalty Partners Common Units Representing Limited Partner Interests"],
  ])("takes the units of the partnership %s, %s, for its common stock", (symbol, name) => {
    expect(kindOfListing(symbol, name)).toBe("stock");
  });

  it.each([
    ["SLAMW.O", "Slam Corp. warrant"],
    ["LIFWZ.O", "MSP Recovery Inc. Warrant"],
    ["CEROW.O", "CERo Therapeutics Holdings Inc. Warrants"],
    ["KACLW.O", "Kairous Acquisition Corp. Limited Warrants"],
  ])("takes %s, %s, for a warrant", (symbol, name) => {
    expect(kindOfListing(symbol, name)).toBe("warrant");
  });

  it.each([
    ["CLRCR.O", "ClimateRock Right"],
    ["BLEUR.O", "bleuacacia ltd Rights"],
    ["CETUR.O", "Cetus Capital Acquisition Corp. Right to receive 1/6 of one share of Class A Common Stock"],
    ["WTMAR.O", "Welsbach Technology Metals Acquisition Corp. one right to receive 1/10th of a share of common stock"],
  ])("takes %s, %s, for a right", (symbol, name) => {
    expect(kindOfListing(symbol, name)).toBe("right");
  });

  it.each([
    ["WINVU.O", "WinVest Acquisition Corp. Unit"],
    ["CETUU.O", "Cetus Capital Acquisition Corp. Unit"],
    ["CCTSU.O", "Cactus Acquisition Corp. 1 Limited Unit"],
    ["AQUNU.O", "Aquaron Acquisition Corp. Units"],
  ])("takes %s, %s, for a unit of shares and warrants", (symbol, name) => {
    expect(kindOfListing(symbol, name)).toBe("unit");
  });

  it.each([
    ["ABR^D.N", "Arbor Realty Trust 6.375% Series D Cumulative Redeemable Preferred Stock"],
    ["SLG^I.N", "SL Green Realty Corporation Preferred Series I"],
    ["DBRG^J.N", "DigitalBridge Group Inc. 7.125% Series J"],
    ["TY^.N", "Tri Continental Corporation Preferred Stock"],
    ["GS^D.N", "Goldman Sachs Group Inc. (The) Dep Shs repstg 1/1000 Pfd Ser D Fltg"],
    ["CHSCN.O", "CHS Inc Preferred Class B Series 2 Reset Rate"],
    ["HOVNP.O", "Hovnanian Enterprises Inc Dep Shr Srs A Pfd"],
    [
      "ESGRP.O",
      "Enstar Group Limited Depositary Shares Each Representing 1/1000th of an interest in Preference Shares",
    ],
    [
      "MBINO.O",
      "Merchants Bancorp Depositary Shares Each Representing a 1/40th Interest in a Share of Series B Fixed-to-Floating Rate",
    ],
    ["BPYPP.O", "Brookfield Property Partners L.P. 6.50% Class A Cumulative Redeemable Perpetual Preferred Units"],
  ])("takes %s, %s, for a preferred share", (symbol, name) => {
    expect(kindOfListing(symbol, name)).toBe("preferred");
  });

  it.each([
    ["RILYG.O", "B. Riley Financial Inc. 5.00% Senior Notes due 2026"],
    ["GECCI.O", "Great Elm Capital Corp. 8.50% NOTES DUE 2029"],
    ["TBB.N", "AT&T Inc. 5.350% Global Notes due 2066"],
    ["DTG.N", "DTE Energy Company 2021 Series E 4.375% Junior Subordinated Debentures"],
    ["TPGXL.O", "TPG Operating Group II L.P. 6.950% Fixed-Rate Junior Subordinated Notes due 2064"],
  ])("takes %s, %s, for a note", (symbol, name) => {
    expect(kindOfListing(symbol, name)).toBe("note");
  });

  it("reads the fifth letter of a Nasdaq ticker when the name says nothing", () => {
    expect(["ABCDW.O", "ABCDR.O", "ABCDU.O", "ABCDX.O"].map((symbol) => kindOfListing(symbol, "Some Company"))).toEqual(
      ["warrant", "right", "unit", "stock"],
    );
  });

  it("does not read the fifth letter against a name that says common stock", () => {
    expect(kindOfListing("ABCDW.O", "Some Company Common Stock")).toBe("stock");
    expect(kindOfListing("ABCDR.O", "Some Company Class A Ordinary Shares")).toBe("stock");
  });

  it("does not read the last letter of a ticker elsewhere or of another length", () => {
    expect(kindOfListing("ABCDW.N", "Some Company")).toBe("stock");
    expect(kindOfListing("SNOW.O", "Some Company")).toBe("stock");
    expect(kindOfListing("RR.O", "Some Company")).toBe("stock");
  });

  it("knows nothing but the ticker of a listing without a name", () => {
    expect([kindOfListing("XYZ.N", ""), kindOfListing("XYZ^A.N", "")]).toEqual(["stock", "preferred"]);
  });
});
