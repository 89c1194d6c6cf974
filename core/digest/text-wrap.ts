/** As wide as a mail program without proportional letters shows, with room for the `>` of an answer. */
const columns = 72;

/** Lines of at most `columns`, each begun by `indent`; a word longer than a line is cut, because nothing else fits. */
export const wrap = (text: string, indent = '', first = indent): string => {
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (const word of text.split(' ')) {
    let letters = Array.from(word);
    if (!empty && Array.from(line).length + 1 + letters.length > columns) {
      lines.push(line);
      line = indent;
      empty = true;
    }
    for (let room = columns - line.length; empty && letters.length > room; room = columns - indent.length) {
      lines.push(line + letters.slice(0, room).join(''));
      letters = letters.slice(room);
      line = indent;
    }
    line += (empty ? '' : ' ') + letters.join('');
    empty = false;
  }
  return [...lines, line].join('\n');
};
