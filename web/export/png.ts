/** Sharp on screens with two pixels to the point, and on a projector. */
const scale = 2;
/** Beyond it browsers make no canvas, or an empty one. https://developer.mozilla.org/docs/Web/HTML/Element/canvas#maximum_canvas_size */
const areaMax = 16_777_216;

/**
 * Draws an SVG file into a picture of pixels, twice its size as far as browsers can.
 *
 * @throws when this browser cannot draw it
 */
export const pngOf = async (svg: string): Promise<Blob> => {
  const image = new Image();
  // An address with the drawing in it: the page's policy allows no request, and no other origin taints the canvas.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const { naturalWidth: width, naturalHeight: height } = image;
  const factor = Math.min(scale, Math.sqrt(areaMax / (width * height)));
  const canvas = document.createElement('canvas');
  canvas.width = Math.floor(width * factor);
  canvas.height = Math.floor(height * factor);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (blob === null) throw new Error(`a canvas of ${canvas.width} × ${canvas.height} pixels makes no picture`);
  return blob;
};
