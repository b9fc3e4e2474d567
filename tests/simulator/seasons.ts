/** Days on which clocks are moved somewhere, and the zones worth looking at then. */
export const seasons = [
  { startAt: Date.parse("2025-03-08T18:00Z"), zones: ["America/New_York", "America/Havana", "Asia/Shanghai"] },
  { startAt: Date.parse("2025-11-01T16:00Z"), zones: ["America/New_York", "America/Havana", "UTC"] },
  { startAt: Date.parse("2025-03-29T12:00Z"), zones: ["Europe/Berlin", "America/Nuuk", "Antarctica/Troll"] },
  { startAt: Date.parse("2025-10-04T03:00Z"), zones: ["Australia/Lord_Howe", "Australia/Sydney", "Asia/Kolkata"] },
  { startAt: Date.parse("2025-04-05T03:00Z"), zones: ["Australia/Lord_Howe", "Australia/Sydney", "Asia/Hong_Kong"] },
  { startAt: Date.parse("2025-04-24T10:00Z"), zones: ["Africa/Cairo", "Asia/Shanghai", "Europe/London"] },
  { startAt: Date.parse("2024-12-30T22:00Z"), zones: ["Asia/Shanghai", "America/New_York", "Asia/Kathmandu"] },
] as const;
