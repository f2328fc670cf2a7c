/**
 * The dictionary that tables are deflated with: the names that most of them hold, each after its length as the columns
 * write it. Both sides need the same bytes, so it never changes; another layout may bring another one.
 */

const localised = `
  title description name who authority legalBasis caution aims objectives extent scenario overview observation
  analysis text evidence
`;

const plain = `
  reference state releaseNumber language types activities sectors labels region marking priority severity impact
  revoked validFrom validUntil reviewDate workflowStart workflowException cacaoId cacaoCreated cacaoModified
  createdBy cacaoDigest variables agents targets extra original playbook kind order onCompletion onSuccess
  onFailure onTrue onFalse nextSteps cases switch condition commands agent delay timeout playbookTitle place
  startedAt timeZone run step at by text choice authority owner name mediaType size sha256 chunks purpose
  competencies duration playbooks course start end instructors seats transliteration organisation role email
  sameAs notSameAs session person status registeredOn day part mark note corrects network networkId exportedAt
  exportedBy records fingerprint organisations director subjectKind subject subjectTitle facilitator
  participants review capability origin finding element due doneOn stepField proposal proposalBase appliedAt
  appliedBy run-event attachment enrolment attendance-mark library-import exercise action
`;

const kinds = 'restore delete create set @exists';

const wordsOf = (list: string) => list.trim().split(/\s+/);
const languages = ['ru', 'zh', 'fr', 'es', 'ar', 'en'];
const texts = wordsOf(localised).flatMap((field) => languages.map((language) => `${field}.${language}`));

/** Text of ASCII characters only; what is likeliest stands at the end. */
export const shippedDictionary = [...texts, ...wordsOf(plain), ...wordsOf(kinds)]
  .map((name) => String.fromCharCode(name.length) + name)
  .join('');
