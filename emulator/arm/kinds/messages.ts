import type { Instance } from '../instance.ts';
import type { Behaviour, Kind } from '../kind.ts';
import { oneOfNames } from '../legal-names.ts';
import type { Scope } from '../scope.ts';

const templateNames = [
  ...['applicationApprovedNotificationMessage', 'accountClosedDeveloper'],
  ...['quotaLimitApproachingDeveloperNotificationMessage', 'newDeveloperNotificationMessage'],
  ...['emailChangeIdentityDefault', 'inviteUserNotificationMessage', 'newCommentNotificationMessage'],
  ...['confirmSignUpIdentityDefault', 'newIssueNotificationMessage'],
  ...['purchaseDeveloperNotificationMessage', 'passwordResetIdentityDefault'],
  ...['passwordResetByAdminNotificationMessage', 'rejectDeveloperNotificationMessage'],
  'requestDeveloperNotificationMessage',
];

const notificationNames = [
  ...['RequestPublisherNotificationMessage', 'PurchasePublisherNotificationMessage'],
  ...['NewApplicationNotificationMessage', 'BCC', 'NewIssuePublisherNotificationMessage'],
  ...['AccountClosedPublisher', 'QuotaLimitApproachingPublisherNotificationMessage'],
];

/** The mails that the service sends, in its own words (facts 1.20). */
export function addTemplates(instance: Instance): void {
  for (const name of templateNames) addTemplate(instance, name);
}

function addTemplate({ store }: Instance, name: string): void {
  store.put(`templates/${name.toLowerCase()}`, name, {
    subject: `Subject of ${name}`,
    body: `<p>Body of ${name}</p>`,
    title: name,
    parameters: [],
    isDefault: true,
  });
}

/** Also in every workspace (facts 1.2). */
export function addNotifications({ store }: Instance, scope: Scope = ''): void {
  for (const name of notificationNames)
    store.put(`${scope}notifications/${name.toLowerCase()}`, name, {
      title: name,
      description: `About ${name}`,
    });
}

/** DELETE brings the words of the service back (facts 1.1). */
const templates: Behaviour = {
  admit(wanted) {
    return { ...wanted, isDefault: false };
  },

  afterDelete({ name }, { instance }) {
    addTemplate(instance, name);
  },
};

const recipient = {
  noun: 'Recipient',
  inWorkspaces: true,
  association: true,
  unpaged: true,
} as const;

/** Facts 1.20: e-mail templates, notifications and who gets them. */
export const messageKinds: readonly Kind[] = [
  {
    collections: 'templates',
    noun: 'Template',
    names: oneOfNames(...templateNames),
    limits: { subject: 1000 },
    readOnly: ['isDefault'],
    behaviour: templates,
  },
  {
    collections: 'notifications',
    noun: 'Notification',
    names: oneOfNames(...notificationNames),
    inWorkspaces: true,
    without: ['HEAD', 'PATCH', 'DELETE'],
  },
  { collections: 'notifications/recipientEmails', ...recipient, linksTo: '' },
  { collections: 'notifications/recipientUsers', ...recipient, linksTo: 'users' },
];
