/**
 * Texts that the service words its own way (facts: apim-rest 8, "All types" and "By type"): `duration` PT60S for
 * PT1M, `date` with parts of a second, `path` without slashes at its ends, `address` without one at its end, `case` for
 * words that it spells in capitals or not.
 */
export type Wording = 'duration' | 'date' | 'path' | 'address' | 'case';

/** One form for all wordings of one thing. What is no duration or date stays as it is. */
export function reworded(text: string, wording: Wording): string {
  switch (wording) {
    case 'duration':
      return duration(text);
    case 'date':
      return date(text);
    case 'path':
      return text.replace(/^\/+/, '').replace(/(?<!\/)\/+$/, '');
    case 'address':
      return text.replace(/(?<=[^/])\/$/, '');
    case 'case':
      return text.toLowerCase();
  }
}

const durationParts =
  /^P(?:(?<days>\d+)D)?(?:T(?=\d)(?:(?<hours>\d+)H)?(?:(?<minutes>\d+)M)?(?:(?<seconds>\d+(?:\.\d+)?)S)?)?$/;

/** Months and years have no certain length: such a duration stays as it is. */
function duration(text: string): string {
  const parts = durationParts.exec(text)?.groups;
  if (parts === undefined || text === 'P') return text;
  const { days = 0, hours = 0, minutes = 0, seconds = 0 } = parts;
  return `PT${String(((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds))}S`;
}

function date(text: string): string {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/.test(text)) return text;
  const time = Date.parse(text);
  return Number.isNaN(time) ? text : `${new Date(time).toISOString().slice(0, 19)}Z`;
}
