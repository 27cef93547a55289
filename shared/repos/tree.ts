import {
  GitObjectType,
  GitVersionType,
  VersionControlRecursionType,
  type GitItem,
} from 'azure-devops-node-api/interfaces/GitInterfaces.js';
import { TaskError } from '../errors/task-error.ts';
import type { Ask } from './ask.ts';
import { isAnswer } from './service-answer.ts';

/** What a branch points at, or undefined when there is none. The service's filter is a prefix: main finds main2. */
export async function tipOf(ask: Ask, branch: string): Promise<string | undefined> {
  const { repository, project } = ask.place;
  const refs = await ask.read(`read branch ${branch}`, (api) =>
    api.getRefs(repository, project, `heads/${branch}`),
  );
  return refs.find(({ name }) => name === `refs/heads/${branch}`)?.objectId;
}

/** The blob ids of a folder at a commit, by paths below the folder. A folder that does not exist is empty. */
export async function blobsOf(ask: Ask, commit: string, folder: string): Promise<Map<string, string>> {
  const items = await itemsOf(ask, commit, folder);
  const blobs = new Map<string, string>();
  const prefix = folder === '' ? '/' : `/${folder}/`;
  for (const { path, objectId, gitObjectType } of items) {
    if (gitObjectType !== GitObjectType.Blob || path === undefined || objectId === undefined) continue;
    if (path === `/${folder}`) {
      throw new TaskError('FOLDER_NOT_FOUND', {
        message: `${folder} is a file in repository ${ask.place.repository}, not a folder.`,
        remedy: 'Name the folder that holds the artifacts.',
      });
    }
    blobs.set(path.slice(prefix.length), objectId);
  }
  return blobs;
}

async function itemsOf(ask: Ask, commit: string, folder: string): Promise<GitItem[]> {
  const { repository, project } = ask.place;
  const version = { version: commit, versionType: GitVersionType.Commit };
  const all = VersionControlRecursionType.Full;
  try {
    return await ask.read(`list folder /${folder}`, (api) =>
      api.getItems(repository, project, `/${folder}`, all, false, false, false, false, version),
    );
  } catch (error) {
    if (isAnswer(error, 'TF401174')) return [];
    throw error;
  }
}

/** "refs/heads/main" and "main" alike. */
export const shortName = (branch: string) => branch.replace(/^refs\/heads\//, '');

/** A folder as Git spells it: no slashes around, nothing for the root. */
export function normalFolder(folder: string): string {
  return folder
    .replaceAll('\\', '/')
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
}
