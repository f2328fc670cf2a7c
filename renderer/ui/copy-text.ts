/**
 * Puts text on the clipboard; false when the host does not let us. The second way is for hosts that refuse the clipboard
 * to pages: it copies what is selected, as the keyboard would.
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copySelected(text);
  }
}

function copySelected(text: string): boolean {
  const field = document.createElement('textarea');
  field.value = text;
  field.setAttribute('readonly', '');
  field.className = 'wp-unseen';
  document.body.append(field);
  const before = document.activeElement;
  field.select();
  const copied = typeof document.execCommand === 'function' && document.execCommand('copy');
  field.remove();
  if (before instanceof HTMLElement) before.focus();
  return copied;
}
