import { gap, note, paragraph, title } from "../document/build.ts";
import type { Document, Node } from "../document/node.ts";
import type { Catalog } from "../i18n/catalog.ts";
import { literal, message } from "../i18n/value.ts";
import type { Order } from "./freeze.ts";

/** A post as it goes out: what was composed, with what its reader has to know about the time. Taps belong to answers. */
export function postOf(document: Document, order: Pick<Order, "late" | "unverified">): Document {
  const { late, unverified } = order;
  const told: Node[] = [
    ...(late === undefined
      ? []
      : [
          note(
            message("post.late", {
              day: { is: "day", on: late.wall.slice(0, 10), style: "full" },
              time: late.wall.slice(11, 16),
              zone: literal(late.zone),
            }),
          ),
        ]),
    ...(unverified === true ? [note(message("post.unverified"))] : []),
  ];
  const [first, ...rest] = document.nodes.filter(({ node }) => node !== "actions");
  if (first === undefined) return { nodes: told };
  return { nodes: first.node === "title" ? [first, ...told, ...rest] : [...told, first, ...rest] };
}

/** A post whose content could not be had. */
export function gapOf(order: Pick<Order, "what" | "late" | "unverified">): Document {
  const heading = title(message("post.heading", { what: literal(order.what.join(" ")) }), 1);
  return postOf({ nodes: [heading, gap(message("post.no-data"))] }, order);
}

/** Goes ahead of a copy that may be a second one. */
export const warning: Document = { nodes: [paragraph(message("post.may-repeat"))] };

export const words: Catalog = {
  en: {
    "post.heading": "Scheduled post: {what}",
    "post.late": "Scheduled for {day}, {time} ({zone}); sent later.",
    "post.unverified": "The exchange's calendar does not reach this day; it was taken for an ordinary weekday.",
    "post.no-data":
      "No market data could be read in time, so there is nothing to show. The next post is made as usual.",
    "post.may-repeat": "The next message may be a repeat: nobody can tell whether it arrived the first time.",
  },
  zh: {
    "post.heading": "定时推送：{what}",
    "post.late": "原定{day} {time}（{zone}）发送，现补发。",
    "post.unverified": "交易所日历未覆盖当日，按普通工作日处理。",
    "post.no-data": "未能及时读取市场数据，本次没有内容；下一次推送照常进行。",
    "post.may-repeat": "下一条消息可能重复：无法确认首次是否送达。",
  },
};
