import { join } from "node:path";
import { createFilesProvider } from "../../src/providers/files/index.ts";
import { type ProviderCase, providerContract } from "../contracts/provider.ts";
import { dataFolder, reference } from "../fixtures/editions.ts";
import { folderWith, metaJson } from "../fixtures/folder.ts";

/** One good row of each table, alone in its folder. */
const single: Record<string, string> = {
  "indices.csv": "symbol,level,week_pct\nSPX.GI,5459.1,-0.8\n",
  "watchlist.csv": "theme,symbol,currency,close\nai,AAPL.O,USD,217.96\n",
  "movers.csv": "list,rank,symbol,pct\nai_top5_gainers,1,CRM.N,6\n",
  "etf_flows.csv": "date,fund,net_flow_usd_m\n2024-07-26,IBIT,70.8\n",
  "etf_meta.csv": "fund,fee_pct\nIBIT,0.25\n",
  "etf_published_totals.csv": "row_type,fund,value_usd_m\naverage,Total,10.5\n",
  "crypto_market.csv": "date,total_mcap_usd\n2024-07-26,2430000000000\n",
  "calendar.csv": "kind,date_start,title_en\nearnings,2024-07-30,Earnings report\n",
  "fundamentals.csv": "company,metric,period,value,unit\nAlphabet,revenue,2Q24,847.42,100m_usd\n",
  "rates_fx.csv": "date,instrument,level,level_unit\n2024-07-26,US10Y,4.20,pct\n",
  "news.csv": "date,title_en\n2024-07-26,A model was released\n",
  "key_figures.csv": "entity,metric,value\nLlama 3.1,context_window,128\n",
  "funds.csv": "symbol,name_en,price\n513050.SH,An internet fund,0.92\n",
  "instruments.csv": "symbol,kind\nSPX.GI,index\n",
  "actions.csv": "ex_date,symbol,kind,value\n2024-07-24,AAPL.O,split,4\n",
  "coins.csv": "symbol,price_usd\nBTC,67924.08\n",
  "sentiment.csv": "date,value,scale\n2024-07-26,68,alternative.me\n",
  "closes.csv": "symbol,2024-07-19,2024-07-26\nAAPL.O,224.31,217.96\n",
};

const partial: ProviderCase[] = Object.entries(single).map(([file, text]) => ({
  name: `a folder with only ${file}`,
  folder: () => folderWith({ "meta.json": metaJson(), [file]: text }),
  faults: [],
}));

providerContract({
  name: "files",
  create: (folder) => createFilesProvider({ folder, reference }),
  cases: [
    { name: "the Huayuan report", folder: () => join(dataFolder, "reports", "huayuan-2024-07-26"), faults: [] },
    { name: "the Galaxy report", folder: () => join(dataFolder, "reports", "galaxy-2024-07-05"), faults: [] },
    {
      name: "the demo market",
      folder: () => join(dataFolder, "demo"),
      faults: [],
      missing: (snapshot) => {
        const us = snapshot.universes.find((universe) => universe.id === "us");
        const unread = ["VZ.N", "FDS.N", "CBOE.BAT"].map((symbol) =>
          us?.quotes.find((quote) => quote.instrument.symbol === symbol),
        );
        return unread.flatMap((quote) => [quote?.level, quote?.changes.day, quote?.changes.week, quote?.changes.ytd]);
      },
    },
    {
      name: "a folder with broken rows between good ones",
      folder: () =>
        folderWith({
          "meta.json": metaJson(),
          "indices.csv":
            "symbol,level,week_pct\nSPX.GI,,-0.8\nNDX.GI,NaN,1\nRUT.GI,2260.1,-\nDJI.GI,40589,1,2\nHSI.HI,17021.3,-2.3\n",
        }),
      faults: [
        {
          file: "indices.csv",
          row: 5,
          value: "DJI.GI,40589,1,2",
          expected: "3 cells as in the header, not 4",
          severity: "dropped",
        },
        {
          file: "indices.csv",
          row: 3,
          column: "level",
          value: "NaN",
          expected: "a level from 0 to 1000000000, as a plain number",
          severity: "dropped",
        },
      ],
      missing: ({ indices }) => [indices[0]?.level, indices[1]?.changes.week],
      kept: {
        of: ({ indices }) => indices.map((quote) => quote.instrument.symbol),
        are: ["SPX.GI", "RUT.GI", "HSI.HI"],
      },
    },
    ...partial,
  ],
});
