// Holds a lock until it is killed.
import { takeLock } from "../../src/store/lowdb/lock.ts";

await takeLock(process.argv[2]);
process.send("held");
setInterval(() => undefined, 1000);
