/**
 * Every way in which a run of ours can fail for a reason that the user can act upon.
 * A code is a promise: it never changes its meaning. docs/errors.md explains each; a test keeps both lists equal.
 */
export type ErrorCode =
  // what the user typed
  | 'INVALID_INPUT'
  | 'UNREPLACED_VARIABLE'
  // signing in and reaching the instance
  | 'CONNECTION_UNSUPPORTED'
  | 'SIGN_IN_REFUSED'
  | 'MISSING_RIGHTS'
  | 'SUBSCRIPTION_NOT_FOUND'
  | 'RESOURCE_GROUP_NOT_FOUND'
  | 'INSTANCE_NOT_FOUND'
  | 'AZURE_REFUSED'
  | 'AZURE_UNREACHABLE'
  | 'UNEXPECTED_ANSWER'
  | 'EXPORT_MISMATCH'
  // the files
  | 'FOLDER_NOT_FOUND'
  | 'FOLDER_NOT_WRITABLE'
  | 'EMPTY_SOURCE'
  | 'NOT_ARTIFACTS'
  | 'INVALID_FILE'
  | 'NEAR_MISS'
  | 'UNSUPPORTED_SPECIFICATION'
  | 'SECRET_FOUND'
  // filter and overrides
  | 'UNMATCHED_FILTER'
  | 'UNMATCHED_OVERRIDE'
  | 'UNRESOLVED_TOKEN'
  | 'SECRET_IN_CLEAR'
  // the plan
  | 'IMPORT_REFUSED'
  | 'OVER_LIMIT'
  | 'NAME_CLASH'
  | 'INCOMPLETE_API'
  | 'KEY_VAULT_UNREADABLE'
  | 'SECRET_WITHOUT_VALUE'
  | 'REVISION_MISMATCH'
  | 'MISSING_REFERENCE'
  | 'CYCLE'
  | 'INVALID_PLAN'
  | 'STALE_PLAN'
  | 'DELETE_BUDGET'
  | 'DELETE_PROTECTED'
  // the memory of what was published
  | 'OLDER_COMMIT'
  | 'FIRST_RUN'
  | 'NO_CHANGES'
  | 'PUBLISHING_ELSEWHERE'
  // applying it
  | 'OPERATIONS_MISMATCH'
  | 'READ_BACK_MISMATCH'
  | 'NOT_ATTEMPTED'
  | 'CANCELLED'
  | 'TIME_IS_UP'
  // Azure Repos
  | 'REPOSITORY_NOT_FOUND'
  | 'BRANCH_NOT_FOUND'
  | 'BRANCH_IN_USE'
  | 'REPOSITORY_REFUSED'
  | 'REPOSITORY_UNREACHABLE'
  // several independent failures in one run; `causes` holds them
  | 'SEVERAL';
