import type { Rotation } from './page-geometry.ts';

/** Puts the picture into the canvas, turned clockwise; the canvas takes its size. */
export function paint(canvas: HTMLCanvasElement, picture: ImageBitmap, rotation: Rotation): void {
  const lying = rotation === 90 || rotation === 270;
  canvas.width = lying ? picture.height : picture.width;
  canvas.height = lying ? picture.width : picture.height;
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) return;
  context.translate(canvas.width / 2, canvas.height / 2);
  context.rotate((rotation * Math.PI) / 180);
  context.drawImage(picture, -picture.width / 2, -picture.height / 2);
}
