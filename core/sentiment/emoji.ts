/**
 * Faces speak every language. Each list is one weight on the lexicons' scale; skin tones and variation selectors are
 * dropped before the look-up.
 */
const faces: readonly (readonly [weight: number, list: string])[] = [
  [2.5, '😍 🥰 🤩 ❤ ♥ 💕 💖 💗 💘 💝 💓 💞 💙 💚 💛 🧡 💜 🖤 🤍 🏆 🌟 💯 🎉 🥳 <3'],
  [1.8, '😀 😃 😄 😁 😆 😊 ☺ 🙂 😎 😘 😚 😋 🤗 😇 😻 👍 👏 👌 🙌 💪 ✨ ⭐ 🎊 😹 😂 🤣 😸 😺 🌞 🌹 🌸 🎁 🥂 😌 ✅ 🤝'],
  [1.8, ':) :-) =) :] ;) ;-) :D :-D =D :P :-P :p ^^ ^_^ :* :-* \\o/'],
  [1, '😉 😜 😝 😛 🙏 😏 🔥 🌈 🎶 🤞 💋 👋 😅'],
  [-1, '😐 😑 😕 🙁 😬 🤔 😳 😶 😴 🥱 🤷 🤦 💤 😮 😯 😲 🥺 😰 😥'],
  [-1.8, '☹ 😞 😔 😟 😣 😖 😫 😩 😢 😓 😒 🙄 😪 😿 💔 👎 😱 😨 😧 😦 🤕 🤒 ❌ ⚠'],
  [-1.8, ':( :-( =( :[ :/ :-/ :\\ :| :-| ;( :S :c'],
  [-2.5, "😠 😡 🤬 😤 🤮 🤢 💩 🖕 😭 👿 😈 ☠ 🤡 >:( :'( :,( </3"],
];

/** Emoji and emoticons with what they say, −3 to 3. */
export const faceWeights: ReadonlyMap<string, number> = new Map(
  faces.flatMap(([weight, list]) => list.split(' ').map((face) => [face, weight] as const)),
);

const escaped = (text: string): string => text.replace(/[$()*+./?[\\\]^{|}]/g, '\\$&');

/** Emoticons as a pattern, the longest first, since `:(` begins no other but ends `>:(`. */
export const emoticonPattern: string = [...faceWeights.keys()]
  .filter((face) => /^[\x20-\x7e]+$/.test(face))
  .sort((a, b) => b.length - a.length)
  .map(escaped)
  .join('|');
