/**
 * What the OpenAPI document says of the routes: the decorators of @nestjs/swagger, which are applied when the document is
 * first asked for. To load that library is a tenth of a start, and most servers are never asked.
 */
import type * as Swagger from '@nestjs/swagger';

type Library = typeof Swagger;
/** Of a method or of a class. */
type Description = MethodDecorator & ClassDecorator;

/** What is described and not applied yet, in the order in which it would have been. */
const waiting: ((library: Library) => void)[] = [];

/** @param make makes the decorator; called when the document is first asked for */
export const described =
  (make: (library: Library) => MethodDecorator | ClassDecorator): Description =>
  (...of: readonly unknown[]) => {
    waiting.push((library) => (make(library) as (...of: readonly unknown[]) => void)(...of));
  };

/** Applies all that is waiting, and gives the library. */
export async function applyDescriptions(): Promise<Library> {
  const library = await import('@nestjs/swagger');
  for (const apply of waiting.splice(0)) apply(library);
  return library;
}

export const ApiBody = (...given: Parameters<Library['ApiBody']>) => described((l) => l.ApiBody(...given));
export const ApiConsumes = (...given: Parameters<Library['ApiConsumes']>) => described((l) => l.ApiConsumes(...given));
export const ApiCreatedResponse = (...given: Parameters<Library['ApiCreatedResponse']>) =>
  described((l) => l.ApiCreatedResponse(...given));
export const ApiDefaultResponse = (...given: Parameters<Library['ApiDefaultResponse']>) =>
  described((l) => l.ApiDefaultResponse(...given));
export const ApiHeader = (...given: Parameters<Library['ApiHeader']>) => described((l) => l.ApiHeader(...given));
export const ApiNotModifiedResponse = (...given: Parameters<Library['ApiNotModifiedResponse']>) =>
  described((l) => l.ApiNotModifiedResponse(...given));
export const ApiOkResponse = (...given: Parameters<Library['ApiOkResponse']>) =>
  described((l) => l.ApiOkResponse(...given));
export const ApiOperation = (...given: Parameters<Library['ApiOperation']>) =>
  described((l) => l.ApiOperation(...given));
export const ApiParam = (...given: Parameters<Library['ApiParam']>) => described((l) => l.ApiParam(...given));
export const ApiProduces = (...given: Parameters<Library['ApiProduces']>) => described((l) => l.ApiProduces(...given));
export const ApiQuery = (...given: Parameters<Library['ApiQuery']>) => described((l) => l.ApiQuery(...given));
export const ApiServiceUnavailableResponse = (...given: Parameters<Library['ApiServiceUnavailableResponse']>) =>
  described((l) => l.ApiServiceUnavailableResponse(...given));
export const ApiTags = (...given: Parameters<Library['ApiTags']>) => described((l) => l.ApiTags(...given));
