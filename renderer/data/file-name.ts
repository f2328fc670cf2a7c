/** A file name that every file system takes, made of a title: letters and digits of any script, dashes between. */
export function fileNameOf(title: string): string {
  const name = title
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return [...name].slice(0, 80).join('') || 'playbook';
}
