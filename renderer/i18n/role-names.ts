import type { Role } from '../../shared/domain/policy/roles.ts';
import type { Label } from '../feature.ts';

/** The word for each role, as it stands under a name. */
export const roleNames: Record<Role, Label> = {
  trainer: (t) => t('app:role.trainer'),
  investigator: (t) => t('app:role.investigator'),
  translator: (t) => t('app:role.translator'),
  reviewer: (t) => t('app:role.reviewer'),
  approver: (t) => t('app:role.approver'),
  coordinator: (t) => t('app:role.coordinator'),
  steward: (t) => t('app:role.steward'),
  director: (t) => t('app:role.director'),
  auditor: (t) => t('app:role.auditor'),
  guest: (t) => t('app:role.guest'),
};
