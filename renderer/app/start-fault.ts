/**
 * The last words: the app could not even start, so neither React nor the files of words can be counted on. Every
 * language is shown, since which one is read is not known either.
 */
const words: readonly (readonly [language: string, text: string])[] = [
  ['en', 'Waypost could not start. What was saved is on this disk and is not changed. Close it and start it again.'],
  ['ar', 'تعذّر بدء Waypost. ما حُفظ موجود على هذا القرص ولم يتغيّر. أغلقه ثم شغّله مجدداً.'],
  ['es', 'Waypost no ha podido arrancar. Lo guardado está en este disco y no ha cambiado. Ciérrelo y ábralo de nuevo.'],
  ['fr', 'Waypost n’a pas pu démarrer. Ce qui était enregistré est sur ce disque, inchangé. Fermez-le et relancez-le.'],
  ['ru', 'Waypost не смог запуститься. Сохранённое лежит на этом диске и не изменено. Закройте его и запустите снова.'],
  ['zh', 'Waypost 无法启动。已保存的内容在本机磁盘上，没有更改。请关闭后重新启动。'],
];

/** Fills the empty page with the words and the fault, then throws the fault on to the sink of the window. */
export function showStartFault(fault: unknown): never {
  const main = document.createElement('main');
  main.setAttribute('role', 'alert');
  for (const [language, text] of words) {
    const paragraph = document.createElement('p');
    paragraph.lang = language;
    paragraph.dir = 'auto';
    paragraph.textContent = text;
    main.append(paragraph);
  }
  const details = document.createElement('pre');
  details.textContent = String(fault);
  main.append(details);
  document.body.replaceChildren(main);
  throw fault;
}
