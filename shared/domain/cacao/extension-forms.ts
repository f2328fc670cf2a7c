/** The two kinds of object of our extension. */
import { playbook } from '../playbook.ts';
import { step } from '../step.ts';
import type { ExtensionForm } from './extension.ts';

export const playbookForm: ExtensionForm = {
  type: 'waypost-playbook',
  declaration: playbook,
  plain: [
    ['language', 'language'],
    ['reference', 'reference'],
    ['region', 'region'],
    ['review_date', 'reviewDate'],
    ['adaptable', 'adaptable'],
  ],
  localised: [],
  translatedOnly: [
    ['name', 'title'],
    ['description', 'description'],
  ],
};

export const stepForm: ExtensionForm = {
  type: 'waypost-step',
  declaration: step,
  plain: [
    ['jurisdictions', 'jurisdictions'],
    ['adaptable', 'adaptable'],
  ],
  localised: [
    ['who', 'who'],
    ['authority', 'authority'],
    ['authority_condition', 'authorityCondition'],
    ['legal_basis', 'legalBasis'],
    ['proportionality', 'proportionality'],
    ['rights', 'rights'],
    ['evidence', 'evidence'],
    ['caution', 'caution'],
  ],
  translatedOnly: [
    ['name', 'name'],
    ['description', 'description'],
  ],
};
