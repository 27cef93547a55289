import { isSlip, nearest } from '../apim/nearest.ts';
import { filesNotCarried } from '../apim/kinds/files-not-carried.ts';
import { TaskError } from '../errors/task-error.ts';
import { acceptedSecretsFile } from './accepted-secrets.ts';
import { coverageFile } from './coverage-file.ts';
import { ignoreFile } from './ignored.ts';
import { templates } from './layout.ts';
import { namesFile } from './names-file.ts';

/** What steers this extension and is no resource, in the artifacts folder itself. */
export const ours: ReadonlySet<string> = new Set([ignoreFile, acceptedSecretsFile, coverageFile, namesFile]);

/** A file of apiops or apiops-cli for a kind that this version does not carry. */
export function isNotCarried(path: string): boolean {
  return notCarried.some((pattern) => pattern.test(path));
}

/**
 * The error for a file that is surely meant for a place of the layout and has a mistake in its name: `policies.xml`.
 * Undefined for files that are just something else: notes, scripts, copies that an editor made.
 */
export function nearMiss(path: string): TaskError | undefined {
  // What such a file would say is the difference between what stays and what goes: it is not missed for a letter.
  const meant = [...ours].find((name) => isSlip(path, name) && !isCopy(path, name)) ?? nearestPlace(path);
  if (meant === undefined) return undefined;
  return new TaskError('NEAR_MISS', {
    message: `${path} would not be read: no file of the layout is called so.`,
    remedy: `Did you mean ${meant}? Rename the file, or name it in .apimignore to leave it alone.`,
    where: { file: path },
  });
}

function nearestPlace(path: string): string | undefined {
  const steps = path.split('/');
  return places
    .filter(
      (place) => place.length === steps.length && place.every((step, at) => isNear(steps[at] ?? '', step)),
    )
    .map((place) => place.map((step, at) => (isName(step) ? (steps[at] ?? '') : step)).join('/'))
    .sort((left, right) => changes(path, left) - changes(path, right))[0];
}

/** A name can be anything. */
function isNear(step: string, wanted: string): boolean {
  if (isName(wanted)) return true;
  const [own, known] = [step.toLowerCase(), wanted.toLowerCase()];
  return own === known || (!isCopy(own, known) && nearest(own, [known]) !== undefined);
}

/** A copy ("policy.xml.bak", "policy.xml~") is called after the file that it is a copy of. */
function isCopy(name: string, original: string): boolean {
  return name.startsWith(original) && /^[^a-z]/.test(name.slice(original.length));
}

/** How many steps of a path are other ones: the place with the fewest is meant. */
function changes(path: string, other: string): number {
  const steps = other.toLowerCase().split('/');
  return path
    .toLowerCase()
    .split('/')
    .filter((step, at) => step !== steps[at]).length;
}

function isName(step: string): boolean {
  return step.startsWith('{');
}

const places = [...templates(), ...filesNotCarried.filter((template) => !template.endsWith('**'))].map(
  (template) => template.split('/'),
);

const notCarried = filesNotCarried.map(patternOf);

function patternOf(template: string): RegExp {
  const path = template.replace(/[.]/g, '\\.').replaceAll('{}', '[^/]+').replace('**', '.+');
  return new RegExp(`^${path}$`, 'i');
}
